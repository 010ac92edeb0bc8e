import type { CloudChannel, CloudMessage, CloudState, CloudUser, CloudView, Json } from './state.js'

/** A view with the fields that Slack adds. */
export function asSlackView(view: CloudView, state: CloudState): Json {
  const { id, hash, content, under } = view
  const root = under[0]?.id ?? id
  const bot = { app_id: state.bot.appId, bot_id: state.bot.botId, app_installed_team_id: state.team.id }
  return {
    id,
    team_id: state.team.id,
    hash,
    ...content,
    root_view_id: root,
    previous_view_id: under.at(-1)?.id ?? null,
    ...bot,
  }
}

/** An account as `users.info` tells it. */
export function asSlackUser(user: CloudUser, state: CloudState): Json {
  const { id, name, email, locale, teamId = state.team.id } = user
  return {
    id,
    team_id: teamId,
    name,
    real_name: name,
    ...accountFlags(user),
    is_bot: user.isBot === true,
    is_stranger: user.isStranger === true,
    ...(locale ? { locale } : {}),
    profile: { real_name: name, display_name: name, ...(email ? { email } : {}) },
  }
}

/** What `user_change` tells of an account beside its name. */
export const accountFlags = ({ isDeleted, isRestricted, isUltraRestricted }: CloudUser): Json => ({
  deleted: isDeleted === true,
  is_restricted: isRestricted === true,
  is_ultra_restricted: isUltraRestricted === true,
})

/** A channel as `conversations.info` tells it. */
export function asSlackChannel(channel: CloudChannel, state: CloudState): Json {
  const {
    id,
    name,
    members,
    isPrivate = false,
    isDirect = false,
    isExtShared = false,
    isOrgShared = false,
  } = channel
  return {
    id,
    name,
    is_channel: !isPrivate,
    is_group: isPrivate && !isDirect,
    is_im: isDirect,
    is_private: isPrivate,
    is_archived: channel.isArchived === true,
    is_member: members.includes(state.bot.userId),
    is_shared: isExtShared || isOrgShared,
    is_ext_shared: isExtShared,
    is_pending_ext_shared: channel.isPendingExtShared === true,
    is_org_shared: isOrgShared,
  }
}

/** A message as the API tells it. */
export function asSlackMessage({ ts, userId, text, blocks, isEdited }: CloudMessage): Json {
  return {
    type: 'message',
    ts,
    user: userId,
    text,
    blocks,
    ...(isEdited ? { edited: { user: userId, ts } } : {}),
  }
}
