import { describe, expect, it } from 'vitest';
import * as z4 from 'zod';
import * as z3 from 'zod/v3';
import { zodValidateInput } from '../../../../src/runtime/sdk/zodValidateInput';

describe.each([
    ['zod 3', z3 as unknown as typeof z4],
    ['zod 4', z4],
])('zodValidateInput (nango-semantics §3.4) with %s', (_name, z) => {
    const zodSchema = z.object({ id: z.string(), tags: z.array(z.number()).default([]) });
    const validate = (input: unknown) => {
        const lines: string[] = [];
        try {
            return {
                result: zodValidateInput({ zodSchema, input } as never, (level, text) =>
                    lines.push(`${level} ${text}`),
                ),
                lines,
            };
        } catch (error) {
            return { error, lines };
        }
    };

    it("returns zod's own result", () => {
        expect(validate({ id: 'a', more: 1 }).result).toEqual({ success: true, data: { id: 'a', tags: [] } });
    });

    it('logs every issue with its path as an error, then throws an ActionError', () => {
        const { error, lines } = validate({ tags: [1, 'x'] });
        expect(error).toMatchObject({
            type: 'action_script_runtime_error',
            payload: { message: 'Invalid input provided' },
        });
        expect(lines).toHaveLength(2);
        expect(lines[0]).toMatch(/^error Invalid input provided: .+ at path id$/);
        expect(lines[1]).toMatch(/ at path tags\.1$/);
    });
});
