import { UserError } from '../../core/findings/UserError';
import type { ProviderPaginate } from '../../core/provider/types';
import type { PaginateOptions } from '../http/ProxyConfiguration';

export type PaginationType = 'cursor' | 'link' | 'offset';

/**
 * The provider's default with the script's own options over it, checked (nango-semantics §5). The type is matched
 * exactly.
 * @throws UserError `missing_pagination`, `invalid_pagination` naming the option.
 */
export function mergePaginateOptions(
    provider: ProviderPaginate | undefined,
    own: PaginateOptions | undefined,
): PaginateOptions & { type: PaginationType } {
    if (provider === undefined && own === undefined) {
        throw new UserError(
            'missing_pagination',
            'There was no pagination configuration for this integration or configuration passed in.',
            { advice: 'Pass `paginate` with a type of cursor, link or offset.' },
        );
    }
    const options = { ...provider, ...own } as PaginateOptions;
    const { type } = options;
    switch (type) {
        case 'cursor':
            demand(options, 'cursor_name_in_request');
            demand(options, 'cursor_path_in_response');
            if (options.limit) demand(options, 'limit_name_in_request');
            return { ...options, type };
        case 'link':
            if (!options.link_rel_in_response_header && !options.link_path_in_response_body) {
                throw invalid('link', 'link_rel_in_response_header` or `link_path_in_response_body');
            }
            return { ...options, type };
        case 'offset':
            demand(options, 'offset_name_in_request');
            return { ...options, type };
        default:
            throw new UserError(
                'invalid_pagination',
                type === undefined
                    ? 'The pagination has no type.'
                    : `The pagination type ${JSON.stringify(type)} is not supported.`,
                { advice: 'Set `paginate.type` to cursor, link or offset, in lower case.' },
            );
    }
}

function demand(options: PaginateOptions, name: keyof PaginateOptions): void {
    if (!options[name]) throw invalid(String(options.type), name);
}

function invalid(type: string, names: string): UserError {
    return new UserError('invalid_pagination', `Pagination by ${type} needs \`${names}\`.`, {
        advice: `Pass it in \`paginate\`.`,
    });
}
