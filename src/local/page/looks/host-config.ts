/** Colours of Teams, each with 4.5:1 or more on its own ground and on the page's. */
const palettes = {
  light: {
    default: ['#242424', '#5c5c5c'],
    accent: ['#444791', '#444791'],
    attention: ['#a80f1e', '#a80f1e'],
    good: ['#0e6027', '#0e6027'],
    warning: ['#835b00', '#835b00'],
  },
  dark: {
    default: ['#ffffff', '#bdbdbd'],
    accent: ['#aab1fa', '#aab1fa'],
    attention: ['#f9a5a9', '#f9a5a9'],
    good: ['#8fd38f', '#8fd38f'],
    warning: ['#fbd38d', '#fbd38d'],
  },
} as const

const color = ([normal, subtle]: readonly [string, string]) => ({ default: normal, subtle })

function foreground(theme: keyof typeof palettes) {
  return Object.fromEntries(Object.entries(palettes[theme]).map(([name, pair]) => [name, color(pair)]))
}

/** How Microsoft's renderer draws here; headings go on from those of what the card stands in. */
export function hostConfig(theme: keyof typeof palettes, surface: 'message' | 'dialog') {
  const style = { backgroundColor: 'transparent', foregroundColors: foreground(theme) }
  return {
    fontFamily: 'inherit',
    fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 22 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 0 },
    separator: { lineThickness: 1, lineColor: theme === 'light' ? '#d1d1d1' : '#4d4d4d' },
    supportsInteractivity: true,
    containerStyles: { default: style, emphasis: style },
    textBlock: { headingLevel: surface === 'dialog' ? 3 : 2 },
    actions: {
      maxActions: 20,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      showCard: { actionMode: 'inline', inlineTopMargin: 10, style: 'default' },
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'bolder' },
      },
      errorMessage: { color: 'attention', size: 'small', spacing: 'small' },
    },
  }
}
