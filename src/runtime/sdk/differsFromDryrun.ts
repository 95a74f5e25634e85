import { DRYRUN_DIFFERENCES, type DryrunDifference } from '../../core/policy/dryrun';
import type { RunRecorder } from '../RunRecorder';

/** Says, once per run, that the official local tool would have done otherwise. */
export function differsFromDryrun(recorder: RunRecorder, difference: DryrunDifference): void {
    recorder.warn({ code: `dryrun-${difference}`, message: DRYRUN_DIFFERENCES[difference] });
}
