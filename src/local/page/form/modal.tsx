import { useEffect, useState, type FormEvent } from 'react'
import type { Setup, ShownModal } from '../../web/shown.js'
import { Blocks } from '../looks/blocks.js'
import { useSession } from '../session.js'
import { act } from '../store.js'
import { exampleFor } from '../guide/examples.js'
import { DialogShell } from './dialog-shell.js'
import { Field } from './field.js'
import { problemsOf, valuesOf, type Input, type Values } from './inputs.js'
import { formOfModal } from './open-form.js'

type Json = Readonly<Record<string, unknown>>

interface ModalProps {
  readonly modal: ShownModal
  readonly setup: Setup
}

const wordsOf = (object: unknown) => (object ? String((object as Json)['text']) : null)

/** The form or view that stands open for the person, on top of the page. */
export function ModalLayer({ modal, setup }: ModalProps) {
  const { person } = useSession()
  const close = () => void act({ act: 'close', as: person, view: modal.id })
  return (
    <DialogShell title={wordsOf(modal.content['title'])} onClose={close}>
      <ModalForm modal={modal} setup={setup} onClose={close} />
    </DialogShell>
  )
}

function ModalForm({ modal, setup, onClose }: ModalProps & { readonly onClose: () => void }) {
  const form = formOfModal(modal)
  const { inputs } = form
  const { filled, fill, problems, submit, isBusy, isRefused } = useForm(modal, inputs)
  const example = exampleFor(form)
  return (
    <form noValidate onSubmit={submit}>
      <div
        className="dialog-body"
        tabIndex={0}
        role="group"
        aria-label={wordsOf(modal.content['title']) ?? ''}
      >
        {modal.content.blocks.map((block, index) => {
          const input = inputs.find(({ name }) => block['type'] === 'input' && name === block['block_id'])
          return input ? (
            <Field
              key={`${input.name} ${filled.version}`}
              input={input}
              given={filled.values[input.name]}
              problem={problems[input.name]}
              people={setup.people}
            />
          ) : (
            <ReadOnly key={index} modal={modal} setup={setup} block={block} />
          )
        })}
      </div>
      <Foot
        modal={modal}
        onClose={onClose}
        isBusy={isBusy}
        isRefused={isRefused}
        onExample={example && (() => fill(example))}
      />
    </form>
  )
}

interface FootProps {
  readonly modal: ShownModal
  readonly isBusy: boolean
  readonly isRefused: boolean
  readonly onClose: () => void
  readonly onExample: (() => void) | null
}

function Foot({ modal, isBusy, isRefused, onClose, onExample }: FootProps) {
  const { say } = useSession()
  const submitWords = wordsOf(modal.content['submit'])
  return (
    <>
      {isRefused && (
        <p className="problem" role="alert">
          {say('noAnswer')}
        </p>
      )}
      <footer>
        {onExample && (
          <button type="button" className="quiet example" onClick={onExample}>
            {say('fillExample')}
          </button>
        )}
        <button type="button" className="quiet" onClick={onClose}>
          {wordsOf(modal.content['close']) ?? say('closeForm')}
        </button>
        {submitWords && (
          <button type="submit" className="primary" aria-disabled={isBusy}>
            {submitWords}
          </button>
        )}
      </footer>
    </>
  )
}

function ReadOnly({ modal, setup, block }: ModalProps & { readonly block: Json }) {
  const { person } = useSession()
  return (
    <Blocks
      setup={setup}
      blocks={[block]}
      onClick={(button) => act({ act: 'click', as: person, on: modal.key, button })}
    />
  )
}

/** What is filled in, what is wrong with it, and how it is sent. */
function useForm(modal: ShownModal, inputs: readonly Input[]) {
  const { person, say } = useSession()
  const [filled, setFilled] = useState<{ version: number; values: Values }>({ version: 0, values: {} })
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({})
  const [isBusy, setBusy] = useState(false)
  const [isRefused, setRefused] = useState(false)
  const problems = Object.keys(own).length > 0 ? own : modal.errors
  useFocusOnFirst(problems)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    const values = valuesOf(inputs, new FormData(event.currentTarget))
    const wrong = problemsOf(inputs, values, say)
    setOwn(wrong)
    if (Object.keys(wrong).length > 0) return
    setBusy(true)
    setRefused(!(await act({ act: 'submit', as: person, view: modal.id, values })))
    setBusy(false)
  }
  return {
    filled,
    fill: (values: Values) => setFilled(({ version }) => ({ version: version + 1, values })),
    problems,
    submit: (event: FormEvent<HTMLFormElement>) => void submit(event),
    isBusy,
    isRefused,
  }
}

/** Whoever is told that something is wrong stands at it. */
function useFocusOnFirst(problems: Readonly<Record<string, string>>): void {
  const names = Object.keys(problems).join(' ')
  useEffect(() => {
    const field = document.querySelector<HTMLElement>('.dialog [aria-invalid="true"]')
    if (names !== '') field?.focus()
  }, [names])
}
