export { planSetUp, type SetUpPlan } from './planSetUp';
export { planTypings, type TypingsPlan, writeTypings } from './planTypings';
export { generateLibraryTypes, writeTsconfig } from './setUpTypings';
export { TypingsConsent } from './TypingsConsent';
export { type TypingsOutcome, type UpdateOptions, updateTypings } from './updateTypings';
