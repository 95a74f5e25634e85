import type { Label } from '../../models';
import type { GithubLabel } from '../types';

export function toLabel(label: GithubLabel, repository: string): Label {
    return {
        id: String(label.id),
        repository,
        name: label.name,
        color: label.color,
        description: label.description
    };
}
