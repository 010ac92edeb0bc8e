/** Line drawings of 20 by 20. */
const paths = {
  hash: 'M7.500 3 6 17M14 3l-1.500 14M3.500 7.500h13.500M3 12.500h13.500',
  lock: 'M6 9V6.500a4 4 0 0 1 8 0V9M4.500 9h11v8h-11z',
  home: 'M3.500 9 10 3.500 16.500 9v7.500h-4.500v-4.500h-4v4.500h-4.500z',
  send: 'M3.500 10 16.500 4l-4 12.500-3-5zM9.500 11.500 16.500 4',
  clock: 'M10 3.200a6.800 6.800 0 1 0 0 13.600a6.800 6.800 0 1 0 0-13.600M10 6.500V10l2.500 2',
  panel: 'M3 4.500h14v11H3zM12 4.500v11',
  close: 'M5 5l10 10M15 5 5 15',
  menu: 'M3.500 5.500h13M3.500 10h13M3.500 14.500h13',
  sun: 'M10 6.700a3.300 3.300 0 1 0 0 6.600a3.300 3.300 0 1 0 0-6.600M10 2.500v1.500M10 16v1.500M2.500 10H4M16 10h1.500M4.700 4.700l1 1M14.300 14.300l1 1M4.700 15.300l1-1M14.300 5.700l1-1',
  moon: 'M16 12.300A6.700 6.700 0 0 1 7.700 4a6.700 6.700 0 1 0 8.300 8.300z',
  eye: 'M2.500 10S5.200 5 10 5s7.500 5 7.500 5-2.700 5-7.500 5-7.500-5-7.500-5zM10 8a2 2 0 1 0 0 4a2 2 0 1 0 0-4',
  check: 'M4 10.500 8 14.500 16 6',
  alert: 'M10 3.500 17.500 16.500h-15zM10 8v4M10 14.200v.100',
  plus: 'M10 4v12M4 10h12',
  chevron: 'M5.500 8 10 12.500 14.500 8',
  layers:
    'M10 3 17 6.700 10 10.400 3 6.700zM3.500 10.300 10 13.700l6.500-3.400M3.500 13.500 10 17l6.500-3.500',
} as const

/** A picture beside words, or in a button that has a name of its own; not read out. */
export function Icon({ name, size = 18 }: { readonly name: keyof typeof paths; readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}

/** The desk's own mark. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <span className="mark" style={{ width: size, height: size, fontSize: size * 0.62 }} aria-hidden="true">
      §
    </span>
  )
}
