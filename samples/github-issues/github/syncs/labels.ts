import type { Label, LabelsMetadata, NangoSync } from '../../models';
import { toLabel } from '../mappers/to-label';
import { listRepositories } from '../repositories';
import type { GithubLabel } from '../types';

export default async function fetchData(nango: NangoSync): Promise<void> {
    const metadata = await nango.getMetadata<LabelsMetadata | null>();
    const labels: Label[] = [];

    for (const repository of await listRepositories(nango, metadata)) {
        const pages = nango.paginate<GithubLabel>({
            endpoint: `/repos/${repository}/labels`,
            paginate: { limit: 100 },
            retries: 5
        });
        for await (const page of pages) {
            labels.push(...page.map((label) => toLabel(label, repository)));
        }
    }
    await nango.batchSave(labels, 'Label');

    const labelIds = labels.map((label) => label.id);
    const vanished = (metadata?.labelIds ?? []).filter((id) => !labelIds.includes(id));
    if (vanished.length > 0) {
        await nango.log(`Gone at GitHub: ${vanished.length} of the labels`);
        await nango.batchDelete(
            vanished.map((id) => ({ id })),
            'Label'
        );
    }
    await nango.updateMetadata({ labelIds });
}
