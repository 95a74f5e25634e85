import type { Disposable } from 'vscode';
import { Disposables } from '../Disposables';
import { registerCommand } from '../errors/registerCommand';
import { Command } from '../ids';
import { type ProjectArgument, projectOf } from '../projects/pickProject';
import type { ProjectEntry } from '../projects/readProject';
import { requireTrust } from '../runs/startRun';
import type { Services } from '../Services';
import { generateTypings } from './generateTypings';
import { setUpTypings } from './setUpTypings';
import { TypingsOnSave } from './TypingsOnSave';

/** `models.ts` from `nango.yaml`, by command and on save, and types of libraries that are not installed. */
export function registerTypings(services: Services): Disposable {
    const disposables = new Disposables();
    const onProject =
        (action: (services: Services, project: ProjectEntry) => Promise<void>) => async (argument: ProjectArgument) => {
            requireTrust(services);
            const project = await projectOf(services, argument);
            if (project) await action(services, project);
        };
    disposables.add(registerCommand(services, Command.generateTypings, onProject(generateTypings)));
    disposables.add(registerCommand(services, Command.setUpTypings, onProject(setUpTypings)));
    disposables.add(new TypingsOnSave(services));
    return disposables;
}
