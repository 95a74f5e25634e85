import { createConnection, ProposedFeatures, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LanguageServer } from './server/LanguageServer';

new LanguageServer(createConnection(ProposedFeatures.all), new TextDocuments(TextDocument)).listen();
