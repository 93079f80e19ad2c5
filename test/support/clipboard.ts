import { press } from './user-input.js';

/** Puts a text on the clipboard the way a visitor does: by copying it from somewhere else. */
export async function copy(text: string): Promise<void> {
  const textarea = document.createElement('textarea');
  textarea.value = text;
  document.body.append(textarea);
  textarea.select();
  await press('Control+c');
  textarea.remove();
}

/** Pastes into the focused element. */
export async function paste(): Promise<void> {
  await press('Control+v');
}
