import { useEffect, useRef, useState } from 'react'
import { clockMoves, type ClockMove } from '../../web/shown.js'
import { useSession, type Word } from '../session.js'
import { moveClock, useWorld, type World } from '../store.js'
import { Icon } from './icon.js'

/** The desk's instant, going on by itself; null before it is known. */
export function useNow(eachMs = 15_000): Date | null {
  const world = useWorld()
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), eachMs)
    return () => clearInterval(timer)
  }, [eachMs])
  return nowOf(world)
}

function nowOf({ shown, clockToldAt }: World): Date | null {
  const clock = shown.get('clock')
  if (clock?.kind !== 'clock') return null
  return new Date(Date.parse(clock.now) + performance.now() - clockToldAt)
}

const labels: Readonly<Record<ClockMove, Word>> = {
  morning: 'clockMorning',
  week: 'clockWeek',
  deadline: 'clockDeadline',
  'day-after': 'clockDayAfter',
}
const needsCase = (move: ClockMove) => move === 'deadline' || move === 'day-after'
const msPerDay = 86_400_000

/** Shows the desk's clock and moves it ahead. */
export function ClockMenu() {
  const { shown } = useWorld()
  const { language, say } = useSession()
  const now = useNow()
  const [isOpen, setOpen] = useState(false)
  const clock = shown.get('clock')
  const days = clock?.kind === 'clock' ? Math.round(clock.aheadMs / msPerDay) : 0
  const words = now?.toLocaleString(language === 'nb' ? 'nb-NO' : 'en-GB', {
    timeZone: 'Europe/Oslo',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  return (
    <div className="clock" onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
      <button
        type="button"
        className="tool clock-now"
        aria-expanded={isOpen}
        aria-controls="clock-menu"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="clock" />
        <span>
          <span className="hidden">{say('clock')}: </span>
          {words}
        </span>
        {days > 0 && <span className="ahead">+{days} d</span>}
      </button>
      {isOpen && <Moves onDone={() => setOpen(false)} />}
    </div>
  )
}

function Moves({ onDone }: { readonly onDone: () => void }) {
  const { reference, say } = useSession()
  const [problem, setProblem] = useState<Word | null>(null)
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  const move = async (where: ClockMove) => {
    if (await moveClock(where, reference)) onDone()
    else setProblem('clockPast')
  }
  return (
    <div className="menu" id="clock-menu" role="group" aria-label={say('clock')}>
      <p>{say('clockHint')}</p>
      {clockMoves.map((one, index) => (
        <button
          key={one}
          ref={index === 0 ? first : undefined}
          type="button"
          disabled={needsCase(one) && !reference}
          onClick={() => void move(one)}
        >
          {say(labels[one], { ref: reference ?? '…' })}
        </button>
      ))}
      {!reference && <p className="note">{say('clockNoCase')}</p>}
      {problem && (
        <p className="note problem" role="alert">
          {say(problem)}
        </p>
      )}
    </div>
  )
}
