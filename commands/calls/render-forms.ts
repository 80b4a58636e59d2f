/** The forms in which `calls render` writes a call. */
export const FORMS = ['md', 'html', 'txt', 'srt', 'vtt'] as const

export type Form = (typeof FORMS)[number]
