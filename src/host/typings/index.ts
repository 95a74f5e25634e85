export { planTypings, type TypingsPlan, writeTypings } from './planTypings';
export { TypingsConsent } from './TypingsConsent';
export { type TypingsOutcome, type UpdateOptions, updateTypings } from './updateTypings';
