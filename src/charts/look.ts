/** In pixels at a zoom of 1. */
export const height = 170
export const width = 540

const fontSize = 12

/** The dark one of the colours, which has the most contrast on white. */
export const barColor = '#1b3a57'

/** How all charts look: words in our own font, no frame. */
export const chartConfig = {
  font: 'Inter',
  view: { stroke: null },
  axis: { labelFontSize: fontSize, titleFontSize: fontSize },
  legend: { labelFontSize: fontSize },
} as const
