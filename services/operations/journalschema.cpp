// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalschema.h"

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

// Refuses what a journal never does, whoever asks for it.
QStringList appendOnly(const QString &table)
{
    QStringList triggers;
    for (const QString &act : {u"UPDATE"_s, u"DELETE"_s})
        triggers << u"CREATE TRIGGER %1_no_%2 BEFORE %2 ON %1 "
                    "BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END"_s.arg(table, act);
    return triggers;
}

QStringList version1()
{
    QStringList statements{
        u"CREATE TABLE sessions(id INTEGER PRIMARY KEY AUTOINCREMENT, began_at INTEGER NOT NULL, "
        "version TEXT NOT NULL) STRICT"_s,
        u"CREATE TABLE plans(id INTEGER PRIMARY KEY AUTOINCREMENT, session INTEGER NOT NULL REFERENCES sessions(id), "
        "plan TEXT NOT NULL, title TEXT NOT NULL, actor TEXT NOT NULL, system TEXT NOT NULL, body TEXT NOT NULL, "
        "began_at INTEGER NOT NULL) STRICT"_s,
        u"CREATE INDEX plans_by_plan ON plans(plan)"_s,
        u"CREATE TABLE entries(id INTEGER PRIMARY KEY AUTOINCREMENT, plan INTEGER NOT NULL REFERENCES plans(id), "
        "step INTEGER NOT NULL, title TEXT NOT NULL, actor TEXT NOT NULL, uses TEXT NOT NULL, resource TEXT NOT NULL, "
        "input TEXT NOT NULL, cli TEXT NOT NULL, intent_at INTEGER NOT NULL) STRICT"_s,
        u"CREATE INDEX entries_by_plan ON entries(plan)"_s,
        u"CREATE TABLE outcomes(entry INTEGER PRIMARY KEY REFERENCES entries(id), outcome_at INTEGER NOT NULL, "
        "state TEXT NOT NULL, error_code TEXT NOT NULL, error_message TEXT NOT NULL, request_id TEXT NOT NULL, "
        "output TEXT NOT NULL) STRICT"_s,
        u"CREATE VIRTUAL TABLE entries_text USING fts5(plan, title, resource, uses, actor, content='', "
        "tokenize='trigram')"_s,
    };
    for (const QString &table : {u"sessions"_s, u"plans"_s, u"entries"_s, u"outcomes"_s})
        statements << appendOnly(table);
    return statements;
}

// What is searched for by exact value. It holds nothing of its own: it is made from the records and may be made again.
//
// "latest" is the latest time of an intent up to this one. It never falls, whatever the clock did, so that a span of
// time is a span of entries.
QStringList facets()
{
    QStringList statements{
        u"CREATE TABLE facets(entry INTEGER PRIMARY KEY, at INTEGER NOT NULL, latest INTEGER NOT NULL, actor TEXT NOT "
        "NULL, system TEXT NOT NULL, uses TEXT NOT NULL, resource TEXT NOT NULL, state TEXT NOT NULL) STRICT"_s,
        u"INSERT INTO facets SELECT entries.id, entries.intent_at, max(entries.intent_at) OVER (ORDER BY entries.id), "
        "entries.actor, iif(json_valid(plans.system), coalesce(plans.system ->> '$.id', ''), ''), entries.uses, "
        "entries.resource, coalesce(outcomes.state, 'open') FROM entries JOIN plans ON plans.id = entries.plan LEFT "
        "JOIN outcomes ON outcomes.entry = entries.id"_s,
        u"CREATE INDEX facets_set_back ON facets(entry, at) WHERE at < latest"_s,
    };
    // Each holds the other facets too: a search for several of them reads one index and nothing else. The state is not
    // in the others, for it changes.
    for (const QString &columns : {u"actor, entry, system, uses, resource"_s, u"system, entry, actor, uses, resource"_s,
             u"uses, entry, actor, system, resource"_s, u"resource, entry, actor, system, uses"_s,
             u"state, entry, actor, system, uses, resource"_s, u"latest, entry"_s})
        statements << u"CREATE INDEX facets_by_%1 ON facets(%2)"_s.arg(columns.section(u',', 0, 0), columns);
    return statements;
}

QStringList version2()
{
    QStringList statements{
        u"ALTER TABLE sessions ADD COLUMN public_key TEXT NOT NULL DEFAULT ''"_s,
        u"ALTER TABLE plans ADD COLUMN tracked INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE plans ADD COLUMN resumes INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE plans ADD COLUMN runbook TEXT NOT NULL DEFAULT ''"_s,
        u"ALTER TABLE plans ADD COLUMN reason TEXT NOT NULL DEFAULT ''"_s,
        u"CREATE INDEX plans_by_resumes ON plans(resumes) WHERE resumes > 0"_s,
        u"ALTER TABLE entries ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE entries ADD COLUMN attempt INTEGER NOT NULL DEFAULT 1"_s,
        u"ALTER TABLE entries ADD COLUMN undoes INTEGER NOT NULL DEFAULT 0"_s,
        u"ALTER TABLE entries ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''"_s,
        u"ALTER TABLE entries ADD COLUMN state_before TEXT"_s,
        u"CREATE INDEX entries_by_undoes ON entries(undoes) WHERE undoes > 0"_s,
        u"ALTER TABLE outcomes ADD COLUMN state_after TEXT"_s,
        u"CREATE TABLE resolutions(id INTEGER PRIMARY KEY AUTOINCREMENT, entry INTEGER NOT NULL REFERENCES "
        "entries(id), at INTEGER NOT NULL, state TEXT NOT NULL, actor TEXT NOT NULL, evidence TEXT NOT NULL) STRICT"_s,
        u"CREATE INDEX resolutions_by_entry ON resolutions(entry)"_s,
        u"CREATE TABLE notes(id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER REFERENCES plans(id), "
        "kind TEXT NOT NULL, step INTEGER NOT NULL, body TEXT NOT NULL, actor TEXT NOT NULL, at INTEGER NOT NULL) "
        "STRICT"_s,
        u"CREATE INDEX notes_by_run ON notes(run)"_s,
        u"CREATE TABLE chain(seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, row INTEGER NOT NULL, hash BLOB NOT NULL, "
        "signature BLOB) STRICT"_s,
    };
    for (const QString &table : {u"resolutions"_s, u"notes"_s, u"chain"_s})
        statements << appendOnly(table);
    return statements << facets();
}

} // namespace

store::Schema journalSchema()
{
    constexpr quint32 ApplicationId = 0x534d6a6c; // "SMjl"
    return {u"Journal"_s, ApplicationId, {version1(), version2()}};
}

} // namespace sm::operations
