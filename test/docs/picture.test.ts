import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { read } from './pages.js'
import { picture } from './picture.js'

test('the picture is what the code draws: run with --update when the card has changed', async () => {
  await expect(picture()).toMatchFileSnapshot('../../docs/images/case-card.svg')
})

test('the picture loads nothing and runs nothing', () => {
  const svg = readFileSync(new URL('../../docs/images/case-card.svg', import.meta.url), 'utf8')
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|href|<style/u)
})

test('the README shows it with words for those who do not see it', () => {
  expect(read('README.md')).toMatch(/!\[[^\]]{80,}\]\(docs\/images\/case-card\.svg\)/u)
})
