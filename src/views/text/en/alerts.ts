/** Words of what the desk tells by itself. */
export const alerts = {
  'trouble.title': 'A message was not posted',
  'trouble.summary': 'Something could not be posted in the privacy channel.',
  'trouble.channel_public': 'The privacy channel is public. Case cards are not posted there.',
  'trouble.channel_shared':
    'The privacy channel is shared with another organisation. Case cards are not posted there.',
  'trouble.channel_guests': 'There are guests in the privacy channel. Case cards are not posted there.',
  'trouble.channel_archived': 'The privacy channel is archived. Nothing can be posted there.',
  'trouble.channel_not_member': 'The desk is not a member of the privacy channel.',
  'trouble.E_PII_IN_CHANNEL':
    'A message held something that looks like personal data. It was held back from the channel.',
  'trouble.other': 'The platform did not take a message for the privacy channel.',
  'trouble.cure':
    'Make the channel private, without guests and not shared, and invite the app; or name another one in PRIVACY_CHANNEL. The cases themselves are in order: /rights list all.',
  'removed.title': 'Removed',
  'removed.summary': 'This message was removed: its retention period is over.',
  'misdelivery.title': 'An answer reached the wrong person',
  'misdelivery.summary': '{{reference}}: an answer may have reached the wrong person.',
  'misdelivery.clock':
    'This is known since {{awareAt}}. Unless a risk to the person can be ruled out, Datatilsynet must be told by {{reportBy}} (Art. 33(1)).',
  'misdelivery.next':
    'Follow the breach routine now: stop what is still under way, judge the risk, decide whether Datatilsynet and the person are told (Art. 33 and 34), and note why.',
} as const
