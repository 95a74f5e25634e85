/** Auth modes and their credentials (nango-semantics §10.2), in the words of this project. */
export const CREDENTIALS = `/** How providers authenticate, by the names that the official typings give the modes. */
export interface AuthModes {
    readonly OAuth1: 'OAUTH1';
    readonly OAuth2: 'OAUTH2';
    readonly OAuth2CC: 'OAUTH2_CC';
    readonly Basic: 'BASIC';
    readonly ApiKey: 'API_KEY';
    readonly AppStore: 'APP_STORE';
    readonly Custom: 'CUSTOM';
    readonly App: 'APP';
    readonly None: 'NONE';
    readonly TBA: 'TBA';
    readonly Tableau: 'TABLEAU';
    readonly Jwt: 'JWT';
    readonly Bill: 'BILL';
    readonly TwoStep: 'TWO_STEP';
    readonly Signature: 'SIGNATURE';
    readonly InstallPlugin: 'INSTALL_PLUGIN';
    readonly AwsSigV4: 'AWS_SIGV4';
}

export type AuthModeType = AuthModes[keyof AuthModes];

/** What credentials that expire have in common. */
interface ExpiringCredentials {
    /** A point in time. The cloud answers with ISO 8601 text, the official typings say Date: wrap it in new Date(...). */
    expires_at?: any;
    /** The provider's whole answer. */
    raw: Record<string, any>;
}

interface OAuth2Credentials extends ExpiringCredentials {
    type: 'OAUTH2';
    access_token: string;
    /** Only when asked for: getConnection(undefined, undefined, { refreshToken: true }). */
    refresh_token?: string;
    config_override?: { client_id?: string; client_secret?: string };
}

interface OAuth2ClientCredentials extends ExpiringCredentials {
    type: 'OAUTH2_CC';
    token: string;
    client_id: string;
    client_secret: string;
    client_certificate?: string;
    client_private_key?: string;
}

interface OAuth1Credentials {
    type: 'OAUTH1';
    oauth_token: string;
    oauth_token_secret: string;
    raw: Record<string, any>;
}

interface BasicCredentials {
    type: 'BASIC';
    username: string;
    password: string;
}

interface ApiKeyCredentials {
    type: 'API_KEY';
    apiKey: string;
}

interface AppCredentials extends ExpiringCredentials {
    type: 'APP';
    access_token: string;
    jwtToken?: string;
}

interface AppStoreCredentials extends ExpiringCredentials {
    type?: 'APP_STORE';
    access_token: string;
    private_key: string;
}

interface CustomCredentials {
    type: 'CUSTOM';
    raw: Record<string, any>;
}

/** A GitHub App that users also sign in to. */
interface AppWithUserCredentials {
    type: 'CUSTOM';
    app: AppCredentials;
    user: OAuth2Credentials | null;
    raw: Record<string, any>;
}

interface TbaCredentials {
    type: 'TBA';
    token_id: string;
    token_secret: string;
    config_override: { client_id?: string; client_secret?: string };
}

interface TableauCredentials extends ExpiringCredentials {
    type: 'TABLEAU';
    pat_name: string;
    pat_secret: string;
    content_url?: string;
    token?: string;
}

interface JwtCredentials {
    type: 'JWT';
    token?: string;
    expires_at?: any;
    [field: string]: any;
}

interface BillCredentials extends ExpiringCredentials {
    type: 'BILL';
    username: string;
    password: string;
    organization_id: string;
    dev_key: string;
    session_id?: string;
    user_id?: string;
}

interface TwoStepCredentials extends ExpiringCredentials {
    type: 'TWO_STEP';
    token?: string;
    refresh_token?: string;
    [field: string]: any;
}

interface SignatureCredentials {
    type: 'SIGNATURE';
    username: string;
    password: string;
    token?: string;
    expires_at?: any;
}

interface AwsSigV4Credentials extends ExpiringCredentials {
    type: 'AWS_SIGV4';
    role_arn: string;
    region: string;
    service: string;
    access_key_id: string;
    secret_access_key: string;
    session_token: string;
    external_id?: string;
}

/** Of a provider without authentication. */
type NoCredentials = Record<string, never>;

/** Credentials that getToken() gives as a whole. */
type WholeCredentials =
    | OAuth2ClientCredentials
    | BasicCredentials
    | ApiKeyCredentials
    | AppCredentials
    | AppStoreCredentials
    | NoCredentials
    | CustomCredentials
    | TbaCredentials
    | TableauCredentials
    | JwtCredentials
    | BillCredentials
    | TwoStepCredentials
    | SignatureCredentials
    | AwsSigV4Credentials;

type AnyCredentials = WholeCredentials | OAuth1Credentials | OAuth2Credentials | AppWithUserCredentials;
`;
