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

} // namespace

store::Schema journalSchema()
{
    constexpr quint32 ApplicationId = 0x534d6a6c; // "SMjl"
    return {u"Journal"_s, ApplicationId, {version1()}};
}

} // namespace sm::operations
