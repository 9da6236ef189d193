import { useDraft } from './use-draft';

/** A form that survives a reload until it is saved: null while nothing was changed. */
export function useSavedDraft<Form>(name: string): readonly [Form | null, (form: Form) => void, () => void] {
  const [text, setText, clear] = useDraft(name);
  const form = text === '' ? null : (JSON.parse(text) as Form);
  return [form, (next) => setText(JSON.stringify(next)), clear];
}
