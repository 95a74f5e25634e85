import type { DocumentRule } from './DocumentRule';
import { hasContent, hasIntegrations, hasKnownRootKeys, hasModels } from './documentShape';
import { endpointsAreUnique, endpointsMatchModels, placeholdersAreModels } from './endpoints';
import { extendsKnownModels, modelNamesAreValid, modelsAreNotCyclic } from './models';
import { scriptNamesAreUnique, scriptsHaveKnownKeys } from './scripts';
import { typesAreReadable } from './types';
import { intervalsAreValid, modelsAreOutputOnce, outputsHaveIds, usesAreModels } from './uses';

/**
 * The rules over a whole document: those of nango-semantics §2.7 that judge what was understood. What is no mapping where
 * one is meant is reported while reading.
 */
export const DOCUMENT_RULES: readonly DocumentRule[] = [
    hasContent,
    hasIntegrations,
    hasModels,
    hasKnownRootKeys,
    scriptsHaveKnownKeys,
    scriptNamesAreUnique,
    intervalsAreValid,
    endpointsMatchModels,
    endpointsAreUnique,
    placeholdersAreModels,
    modelsAreOutputOnce,
    outputsHaveIds,
    usesAreModels,
    modelNamesAreValid,
    extendsKnownModels,
    modelsAreNotCyclic,
    typesAreReadable,
];
