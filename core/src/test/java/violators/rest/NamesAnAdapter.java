package violators.rest;

import violators.adapter.Adapter;

record NamesAnAdapter(Adapter adapter) {}
