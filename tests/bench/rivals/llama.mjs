// Runs a GGUF model on llama.cpp for Python: one JSON object a line comes in, one goes out.
// node llama.mjs NODE_MODULES MODEL THREADS
//
// {"encode": text} -> {"ids"};  {"pieces": true} -> {"pieces", "end"}
// {"next": ids, "among": ids or null, "top": n} -> {"ids", "logs"}, the likeliest first, of all or of `among`
// {"loss": ids, "from": n} -> {"loss"}: negative log likelihood of the ids from place n on

import {createInterface} from "node:readline";
import {pathToFileURL} from "node:url";

const [folder, model_path, threads] = process.argv.slice(2);
const {getLlama} = await import(pathToFileURL(`${folder}/node-llama-cpp/dist/index.js`).href);
const llama = await getLlama({gpu: false, build: "never", skipDownload: true, progressLogs: false,
    maxThreads: Number(threads), logLevel: "error"});
const model = await llama.loadModel({modelPath: model_path});
const context = await model.createContext({contextSize: 2048, batchSize: 512, threads: Number(threads)});
const sequence = context.getSequence();

// The logarithms of probabilities from what llama.cpp gives: logits of some tokens, the largest among them, in
// no order that can be relied on, and the sum of exp(logit - largest).
function logarithms(result) {
    const largest = Math.max(...result.logits.values());
    const total = Math.log(result.totalLogitWeight);
    return (token) => result.logits.get(token) - largest - total;
}

// The largest logit has to be asked for as the top one: `includeMax` does not bring it along beside `tokens`.
const asked = (filter) => ({generateNext: {logits: {filter: {includeTop: 1, ...filter}}, totalLogitWeight: true}});

async function read(ids) {
    const kept = Math.min(ids.length - 1, common(ids, sequence.contextTokens));
    if (kept < sequence.nextTokenIndex)
        await sequence.eraseContextTokenRanges([{start: kept, end: sequence.nextTokenIndex}]);
    return ids.slice(sequence.nextTokenIndex);
}

function common(some, others) {
    let place = 0;
    while (place < some.length && place < others.length && some[place] === others[place])
        place++;
    return place;
}

async function next({next: ids, among, top}) {
    const rest = await read(ids);
    const last = rest.pop();
    const results = await sequence.controlledEvaluate([...rest, [last, asked(among ? {tokens: among} : {includeTop: top})]]);
    const result = results.at(-1).next;
    const found = [...result.logits.entries()].sort((one, other) => other[1] - one[1]);
    const log = logarithms(result);
    const wanted = among ? new Set(among) : null;
    const kept = found.map(([token]) => token).filter((token) => !wanted || wanted.has(token)).slice(0, top);
    return {ids: kept, logs: kept.map(log)};
}

async function loss({loss: ids, from}) {
    await sequence.clearHistory();
    const input = ids.slice(0, -1).map((id, place) =>
        place + 1 < from ? id : [id, asked({tokens: [ids[place + 1]]})]);
    const results = await sequence.controlledEvaluate(input);
    let total = 0;
    for (const [place, result] of results.entries())
        if (result)
            total -= logarithms(result.next)(ids[place + 1]);
    return {loss: total};
}

// Two letters, so that no piece loses the space that begins it; pieces of half letters come out damaged.
function pieces() {
    const count = model.fileInfo.metadata.tokenizer.ggml.tokens.length;
    return {pieces: Array.from({length: count}, (_, id) => model.detokenize([id])), end: model.tokens.bos ?? -1};
}

for await (const line of createInterface({input: process.stdin})) {
    const request = JSON.parse(line);
    let answer;
    if ("encode" in request)
        answer = {ids: model.tokenize(request.encode)};
    else if ("pieces" in request)
        answer = pieces();
    else if ("next" in request)
        answer = await next(request);
    else
        answer = await loss(request);
    process.stdout.write(JSON.stringify(answer) + "\n");
}
process.exit(0);
