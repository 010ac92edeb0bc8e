import { describe, expect, test } from 'vitest'
import { faultsOfBlocks, faultsOfView } from '../../src/local/slack-cloud/blocks.js'
import { renderHome, renderMessage, renderModal } from '../../src/slack/render-card.js'
import { renderForm } from '../../src/slack/render-form.js'
import { gallery } from '../support/gallery.js'

const views = gallery.flatMap((sample) => ('view' in sample ? [[sample.name, sample.view] as const] : []))
const forms = gallery.flatMap((sample) => ('form' in sample ? [[sample.name, sample.form] as const] : []))

describe('the product in Slack', () => {
  test.each(views)('the view "%s" is drawn as Slack takes it, everywhere', (_name, view) => {
    const message = renderMessage(view)
    expect(faultsOfBlocks(message.payload.blocks)).toEqual([])
    expect(faultsOfView(renderModal(view).payload, 'modal')).toEqual([])
    expect(faultsOfView(renderHome(view).payload, 'home')).toEqual([])
  })

  test.each(forms)('the form "%s" is drawn whole', (_name, form) => {
    const { payload, cuts } = renderForm(form)
    expect(faultsOfView(payload, 'modal')).toEqual([])
    // A title that is cut stands in full above the fields.
    expect(cuts.filter((cut) => cut !== 'title')).toEqual([])
  })
})
