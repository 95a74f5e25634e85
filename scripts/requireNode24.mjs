// The project's own scripts run under the Node that npm installed (devDependency `node`), whatever the machine has.
if (Number(process.versions.node.split('.')[0]) < 24) {
    console.error(
        `This needs Node 24, and found ${process.version}.\n` +
            'npm normally installs one into node_modules; its install script was skipped. ' +
            'Run `npm rebuild node`, or use Node 24 yourself.',
    );
    process.exit(1);
}
