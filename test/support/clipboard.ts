import { press } from './user-input.js';

/** Puts a text on the clipboard, as a visitor does who copies it from a mail. */
export async function copy(text: string): Promise<void> {
  const mail = document.createElement('textarea');
  mail.value = text;
  document.body.append(mail);
  mail.select();
  await press('Control+c');
  mail.remove();
}

/** Pastes into what has the focus. */
export async function paste(): Promise<void> {
  await press('Control+v');
}
