/** The second adapter registers itself with a global of this name. */
import PouchDB from 'pouchdb/dist/pouchdb.min.js';

globalThis.PouchDB = PouchDB;
