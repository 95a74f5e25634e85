import type { AxiosError } from 'axios';
import { failureResponse } from '../../protocol/appResponse';
import type { RunError } from '../../protocol/events';
import { localFailure } from './localResponse';

/**
 * What `triggerAction` rejects with: an AxiosError with the cloud's answer to `POST /action/trigger` for a failed
 * action (nango-semantics §9.2).
 */
export function actionFailure(error: RunError): AxiosError {
    const { status, body } = failureResponse(error);
    return localFailure(status, body);
}
