/** A program to be started, with all of its environment. */
export interface LaunchOptions {
    command: string;
    args: string[];
    environment: NodeJS.ProcessEnv;
}

export interface ProcessExit {
    code: number | null;
    signal: NodeJS.Signals | null;
    /** The end of what it printed to standard error; why it could not be started, if that is so. */
    stderr: string;
}

export interface LaunchedProcess {
    /** Undefined when it could not be started. */
    readonly pid: number | undefined;
    /** Resolves when it has ended, also when it could not be started. */
    readonly exited: Promise<ProcessExit>;
    /** Ends it at once; does nothing when it has ended. */
    kill(): void;
}

/** Starts processes that end with this one, however it ends. */
export interface Launcher {
    launch(options: LaunchOptions): Promise<LaunchedProcess>;
    /** Nothing is started from now on; what was started is its starter's to end. */
    dispose(): void;
}
