/** Words of accounts that are linked: one person on two platforms. */
export const accountLinks = {
  'help.people.link': 'Link your accounts of Slack and Teams: show a code here, type it there',
  'help.people.unlink': 'Separate your accounts again, or those of a colleague',
  'link.title': 'Your accounts',
  'link.code_summary': 'A code to link your account on the other platform.',
  'link.code': 'Type this on the other platform, as yourself, until {{until}}: {{command}}',
  'link.code_once':
    'It works once. Give it to nobody: whoever types it asks to be you. A manager who is not you confirms the link.',
  'link.waiting': 'The link of your accounts waits for a manager who is not you, until {{until}}.',
  'link.waiting_next': 'Managers find it in the list of people: /rights people.',
  'link.linked': 'Your accounts of Slack and Teams are one person here, with the same roles.',
  'link.unlinked': 'The accounts are separate again. The one that was linked has no role any more.',
  'link.declined': 'The accounts are not linked.',
  'link.pending': 'asks to be linked with {{account}}',
  'link.email_same': 'Both have the same e-mail address.',
  'link.email_differs': 'Their e-mail addresses differ: ask the colleague before you confirm.',
  'link.email_unknown': 'Whether their e-mail addresses are the same is not known: ask the colleague.',
  'link.on_both': 'on Slack and on Teams',
  'button.people.link_confirm': 'Confirm link',
  'button.people.link_decline': 'Decline link',
  'button.people.unlink': 'Separate accounts',
  'confirm.people.unlink.title': 'Separate the accounts?',
  'confirm.people.unlink.text': 'The account that was linked loses all roles at once.',
  'refusal.E_LINK_CODE.what': 'That code is wrong, used or too old, or the link does not wait any more.',
  'refusal.E_LINK_CODE.next':
    'Get a new one with /rights people link on the platform where you have your role.',
  'refusal.E_LINK_TRIES.what': 'Too many wrong codes were typed from this account.',
  'refusal.E_LINK_TRIES.next': 'Wait an hour, and get a new code.',
  'refusal.E_LINK_PLATFORM.what':
    'A person has one account on each platform, and this would be a second one.',
  'refusal.E_LINK_PLATFORM.next':
    'Type the code on the other platform. Linked already? Separate the accounts first.',
  'refusal.E_LINK_BUSY.what':
    'This account has a role of its own, or acted in something that is not over. It cannot become another person now.',
  'refusal.E_LINK_BUSY.next':
    'Have its roles revoked with /rights people, and finish or hand over what it has begun.',
  'refusal.E_LINK_FIRST.what': 'Another account with the same e-mail address has a role already.',
  'refusal.E_LINK_FIRST.next':
    'Link the two accounts with /rights people link instead of giving a second role.',
} as const
