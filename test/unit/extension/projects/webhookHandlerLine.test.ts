import { expect, it } from 'vitest';
import { webhookHandlerLine } from '../../../../src/extension/projects/webhookHandlerLine';
import { FakeDocument } from '../../../support/fakeVscode/FakeWorkspace';

it.each([
    ['export async function onWebhookPayloadReceived(nango: NangoSync, payload: any) {}', 0],
    ['export const onWebhookPayloadReceived = async (nango: NangoSync) => {};', 0],
    ["import { a } from './a';\nexport { onWebhookPayloadReceived } from './webhook';", 1],
    ['export default createSync({\n    onWebhook: async (nango, payload) => {},\n});', 1],
    ['export default createSync({\n    async onWebhook(nango, payload) {},\n});', 1],
    ['export default createSync({\n    exec,\n    onWebhook,\n});', 2],
    ['// export async function onWebhookPayloadReceived() {}', undefined],
    ['export default createSync({\n    // onWebhook: later\n    exec,\n});', undefined],
    ["await nango.log('onWebhook: none');", undefined],
    ['export default async function fetchData() {}', undefined],
])('the webhook handler of %j is at line %j', (text, line) => {
    expect(webhookHandlerLine(new FakeDocument('/a.ts', text))).toBe(line);
});
