import { useId } from 'react'
import type { Setup } from '../../web/shown.js'
import { useSession } from '../session.js'
import { Icon } from '../shell/icon.js'
import type { Input, Option } from './inputs.js'

export interface FieldProps {
  readonly input: Input
  /** Filled in instead of what stands in it at first. */
  readonly given: string | readonly string[] | undefined
  readonly problem: string | undefined
  readonly people: Setup['people']
}

/** A field with its label, what it asks for, and what is wrong with it: all told to whoever cannot see them. */
export function Field(props: FieldProps) {
  const { kind } = props.input
  return kind === 'radio' || kind === 'checkboxes' ? <GroupField {...props} /> : <SingleField {...props} />
}

function Label({ input }: { readonly input: Input }) {
  const { say } = useSession()
  return (
    <>
      {input.label}
      {input.isOptional && <span className="optional"> {say('optional')}</span>}
    </>
  )
}

interface NotesProps {
  readonly input: Input
  readonly problem: string | undefined
  readonly id: string
}

function Notes({ input, problem, id }: NotesProps) {
  return (
    <>
      {input.hint && (
        <p className="hint" id={`${id}-hint`}>
          {input.hint}
        </p>
      )}
      {problem && (
        <p className="problem" id={`${id}-problem`}>
          <Icon name="alert" size={16} />
          {problem}
        </p>
      )}
    </>
  )
}

const describedBy = (input: Input, problem: string | undefined, id: string) =>
  [input.hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined

const startOf = ({ input, given }: FieldProps): readonly string[] =>
  given === undefined ? input.initial : typeof given === 'string' ? [given] : given

function SingleField(props: FieldProps) {
  const { input, problem } = props
  const id = useId()
  return (
    <div className="field" data-kind={input.kind}>
      <label htmlFor={id}>
        <Label input={input} />
      </label>
      <Control {...props} id={id} />
      <Notes input={input} problem={problem} id={id} />
    </div>
  )
}

function Control(props: FieldProps & { readonly id: string }) {
  const { input, problem, people, id } = props
  const { say } = useSession()
  const common = {
    id,
    name: input.name,
    defaultValue: startOf(props)[0] ?? '',
    required: !input.isOptional,
    'aria-invalid': problem ? true : undefined,
    'aria-describedby': describedBy(input, problem, id),
  } as const
  if (input.kind === 'lines') return <textarea {...common} rows={3} />
  if (input.kind === 'select' || input.kind === 'person') {
    const options =
      input.kind === 'person' ? people.map(({ id: value, name }) => ({ value, label: name })) : input.options
    return (
      <select {...common}>
        <option value="">{say('choose')}</option>
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    )
  }
  return <input {...common} type={input.kind} autoComplete="off" />
}

function GroupField(props: FieldProps) {
  const { input, problem } = props
  const id = useId()
  const start = startOf(props)
  return (
    <fieldset
      className="field"
      data-kind={input.kind}
      aria-describedby={describedBy(input, problem, id)}
      aria-invalid={problem ? true : undefined}
      tabIndex={problem ? -1 : undefined}
    >
      <legend>
        <Label input={input} />
      </legend>
      <div className="options">
        {input.options.map((option) => (
          <Choice key={option.value} input={input} option={option} isChosen={start.includes(option.value)} />
        ))}
      </div>
      <Notes input={input} problem={problem} id={id} />
    </fieldset>
  )
}

interface ChoiceProps {
  readonly input: Input
  readonly option: Option
  readonly isChosen: boolean
}

function Choice({ input, option, isChosen }: ChoiceProps) {
  return (
    <label className="choice">
      <input
        type={input.kind === 'radio' ? 'radio' : 'checkbox'}
        name={input.name}
        value={option.value}
        defaultChecked={isChosen}
      />
      <span>
        {option.label}
        {option.hint && <small>{option.hint}</small>}
      </span>
    </label>
  )
}
