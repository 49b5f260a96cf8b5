// The npm package `jose` behind a line protocol: one JSON request a line, one JSON answer a line, until the input ends.
// test_jose_oracles.py says what is asked. NODE_PATH names the folder that holds `jose`, of major version 4 or 6.

import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const jose = await import(pathToFileURL(createRequire(import.meta.url).resolve('jose')))

class Unsupported extends Error {}

const base64url = (bytes) => Buffer.from(bytes).toString('base64url')
const bytesOf = (text) => new Uint8Array(Buffer.from(text, 'base64url'))
const publicHalf = ({ d, p, q, dp, dq, qi, ...members }) => members
const filled = (object) => object !== undefined && Object.keys(object).length > 0

/** The size of the shared secret an algorithm works with, in bytes; 0 where it works with a key pair. */
function secretBytes(alg) {
  const hmac = /^HS(\d+)$/.exec(alg)
  const wrap = /^A(\d+)(GCM)?KW$/.exec(alg)
  if (hmac || wrap) {
    return Number((hmac ?? wrap)[1]) / 8
  }
  return alg.startsWith('PBES2-') ? 16 : 0
}

/** Whether the package has such an algorithm: no question of a token, so it is found out by making a key. */
async function makesKeys(alg, crv) {
  try {
    await jose.generateKeyPair(alg, { crv })
    return true
  } catch (error) {
    if (error.code === 'ERR_JOSE_NOT_SUPPORTED') {
      return false
    }
    throw error
  }
}

const known = new Map()

function knows(alg, crv) {
  const name = `${alg} ${crv}`
  if (!known.has(name)) {
    known.set(name, makesKeys(alg, crv))
  }
  return known.get(name)
}

/** Ends a request for what the package lacks. The other algorithms are in all of its versions. */
async function checkKnown({ alg, key, crv = key?.crv }) {
  const mayLack = /^(ES|Ed|ECDH-ES)/.test(alg) && !(await knows(alg))
  const lacksCurve = { Ed448: 'EdDSA', X448: 'ECDH-ES' }[crv]
  if (mayLack || (lacksCurve && !(await knows(lacksCurve, crv)))) {
    throw new Unsupported(`${alg} ${crv ?? ''}`)
  }
}

async function generate({ alg, crv, bits }) {
  const size = alg === 'dir' ? (bits ?? 256) / 8 : secretBytes(alg)
  if (size) {
    return { key: { kty: 'oct', k: base64url(randomBytes(size)) } }
  }
  await checkKnown({ alg, crv })
  const pair = await jose.generateKeyPair(alg, { extractable: true, crv, modulusLength: bits })
  return { key: await jose.exportJWK(pair.privateKey) }
}

async function sign({ alg, key, header, unprotected, payload, form }) {
  await checkKnown({ alg, key })
  const type = { compact: jose.CompactSign, flattened: jose.FlattenedSign, general: jose.GeneralSign }[form]
  const signer = new type(bytesOf(payload))
  const secret = await jose.importJWK(key, alg)
  const signature = form === 'general' ? signer.addSignature(secret) : signer
  signature.setProtectedHeader({ ...header, alg })
  if (filled(unprotected)) {
    signature.setUnprotectedHeader(unprotected)
  }
  return { token: await (form === 'general' ? signer.sign() : signer.sign(secret)) }
}

/** What goes into the making of the content key, and so cannot be given as members of the header. */
function keyManagement({ apu, apv, p2c }) {
  return {
    ...(p2c === undefined ? {} : { p2c }),
    ...(apu === undefined ? {} : { apu: bytesOf(apu) }),
    ...(apv === undefined ? {} : { apv: bytesOf(apv) }),
  }
}

async function encrypt({ alg, enc, zip, key, header, unprotected, payload, form, aad }) {
  await checkKnown({ alg, key })
  const type = { compact: jose.CompactEncrypt, flattened: jose.FlattenedEncrypt, general: jose.GeneralEncrypt }[form]
  const encrypter = new type(bytesOf(payload))
  const { apu, apv, p2c, ...members } = header
  encrypter.setProtectedHeader({ ...members, alg, enc, ...(zip ? { zip: 'DEF' } : {}) })
  const secret = await jose.importJWK(publicHalf(key), alg)
  const recipient = form === 'general' ? encrypter.addRecipient(secret) : encrypter
  const parameters = keyManagement({ apu, apv, p2c })
  if (filled(parameters) && form === 'general') {
    throw new Unsupported('apu, apv or p2c in the general form')
  } else if (filled(parameters)) {
    encrypter.setKeyManagementParameters(parameters)
  }
  if (filled(unprotected)) {
    recipient.setUnprotectedHeader(unprotected)
  }
  if (aad !== undefined) {
    encrypter.setAdditionalAuthenticatedData(bytesOf(aad))
  }
  return { token: await (form === 'general' ? encrypter.encrypt() : encrypter.encrypt(secret)) }
}

async function verdict(read) {
  try {
    const { payload, plaintext } = await read()
    return { valid: true, payload: base64url(payload ?? plaintext) }
  } catch (error) {
    return { valid: false, error: error.message || error.name }
  }
}

function chosen(token, compact, flattened, general, member) {
  if (typeof token === 'string') {
    return compact
  }
  return token !== null && typeof token === 'object' && member in token ? general : flattened
}

async function verify({ alg, key, token, text }) {
  await checkKnown({ alg, key })
  return verdict(async () => {
    const given = text === undefined ? token : JSON.parse(text)
    const read = chosen(given, jose.compactVerify, jose.flattenedVerify, jose.generalVerify, 'signatures')
    return read(given, await jose.importJWK(key, alg), { algorithms: [alg] })
  })
}

async function decrypt({ alg, enc, key, token }) {
  await checkKnown({ alg, key })
  const read = chosen(token, jose.compactDecrypt, jose.flattenedDecrypt, jose.generalDecrypt, 'recipients')
  const options = { keyManagementAlgorithms: [alg], contentEncryptionAlgorithms: [enc] }
  return verdict(async () => read(token, await jose.importJWK(key, alg), options))
}

async function thumbprint({ key }) {
  return { thumbprint: await jose.calculateJwkThumbprint(key) }
}

const operations = { generate, sign, verify, encrypt, decrypt, thumbprint }

async function answer(line) {
  const request = JSON.parse(line)
  const operation = operations[request.op]
  try {
    if (!operation) {
      throw new Unsupported(`op ${request.op}`)
    }
    return { id: request.id, ...(await operation(request)) }
  } catch (error) {
    const what = error.message || error.name
    return { id: request.id, ...(error instanceof Unsupported ? { unsupported: what } : { failed: what }) }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(line))}\n`)
}
