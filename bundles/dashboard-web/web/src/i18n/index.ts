import { en, type Messages } from './en';
import { es } from './es';

const tables: Record<string, Messages> = { en, es };

/** The first of the languages that the system asks for and we speak; English where we speak none. */
export function chooseMessages(languages: readonly string[]): Messages {
  for (const language of languages) {
    const found = tables[language.slice(0, 2).toLowerCase()];
    if (found) return found;
  }
  return en;
}

export const t: Messages = chooseMessages(typeof navigator === 'undefined' ? [] : navigator.languages);

/** For dates and numbers: the user's own region where it is of the language we speak. */
export const locale: string =
  (typeof navigator === 'undefined' ? [] : navigator.languages).find((language) => language.startsWith(t.language)) ?? t.language;

export type { Messages };
