/** Everything that running needs, as one chunk that is loaded when something first runs. */
export { userCacheFolder } from '../../host/cacheFolder';
export { Engine } from '../../host/Engine';
export { ProcessLauncher } from '../../host/launch/ProcessLauncher';
export { chooseNode } from '../../host/node/chooseNode';
export { StoreReader } from '../../host/store/StoreReader';
