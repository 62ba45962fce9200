// A client in another language, as most people write it: every message is inflated and parsed, heartbeats are answered, and the
// time is noted where user code would be called. Speaks to its parent as the Java clients do (see Client.java).
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import WebSocket from 'ws';

const QUIET_MILLIS = 10000;
const [, , , , stream] = process.argv;

let times = new BigInt64Array(0);
let count = 0;
let broken = 0;
let cpu = process.cpuUsage();

function onOrder(order) {
  if (order.i === undefined) {
    broken++;
  } else if (count < times.length) {
    // The machine's monotonic clock, as System.nanoTime in Java.
    times[count++] = process.hrtime.bigint();
  }
}

const socket = new WebSocket(`${stream}?listenKey=none`, { perMessageDeflate: false });
socket.on('open', () => {
  socket.send(JSON.stringify({ id: 'e2e', reqType: 'sub', dataType: 'spot.executionReport' }));
  console.log('ready');
});
socket.on('message', (bytes) => {
  const message = JSON.parse(gunzipSync(bytes).toString());
  if (message.ping !== undefined) {
    socket.send(JSON.stringify({ pong: message.ping, time: message.time }));
  } else if (message.dataType === 'spot.executionReport') {
    onOrder(message.data);
  }
});
socket.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});

function heard(file) {
  const { user, system } = process.cpuUsage(cpu);
  const bytes = Buffer.alloc(count * 8);
  for (let i = 0; i < count; i++) {
    bytes.writeBigInt64BE(times[i], i * 8);
  }
  writeFileSync(file, bytes);
  console.log(`heard ${count} ${(user + system) * 1000}${broken ? ` without an id ${broken}` : ''}`);
}

function awaitAll(file, before, quietSince) {
  const now = Date.now();
  const since = count === before ? quietSince : now;
  if (count === times.length || now - since > QUIET_MILLIS) {
    heard(file);
  } else {
    setTimeout(awaitAll, 10, file, count, since);
  }
}

const orders = createInterface({ input: process.stdin });
orders.on('line', (line) => {
  const [order, argument] = line.split(' ');
  if (order === 'expect') {
    count = 0;
    times = new BigInt64Array(Number(argument));
    cpu = process.cpuUsage();
    console.log('expecting');
  } else {
    awaitAll(argument, count, Date.now());
  }
});
orders.on('close', () => process.exit(0));
