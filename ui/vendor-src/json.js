export {json, jsonLanguage, jsonParseLinter} from '@codemirror/lang-json';
