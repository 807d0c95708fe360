// SPDX-License-Identifier: GPL-3.0-or-later
#include "backupkinds.h"

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

using Type = MemberType;

Member required(const char *name, Type type = Type::Text) { return {QString::fromLatin1(name), type, true}; }

Member optional(const char *name, Type type = Type::Text) { return {QString::fromLatin1(name), type}; }

Member word(const char *name, const QStringList &words)
{
    return {QString::fromLatin1(name), Type::Word, false, false, words};
}

Member password() { return {u"password"_s, Type::Secret, false, true}; }

/// What probes answered when it was taken: [{name, answer}].
Member answers() { return optional("probes", Type::Json); }

/// Which backup of the vault.
QList<Member> chosen(const QList<Member> &more = {}) { return QList{required("asset"), required("backup")} + more; }

/// What is backed up into the vault.
QList<Member> taken(const QList<Member> &more) { return QList{required("asset"), optional("set")} + more; }

QList<StepKind> vaultKinds()
{
    const QStringList kinds{u"table"_s, u"database"_s, u"instance"_s, u"bucket"_s, u"cache"_s, u"cache-cluster"_s,
        u"user-pool"_s, u"function"_s, u"external"_s};
    Member kind = word("kind", kinds);
    kind.isRequired = true;
    return {
        {u"backup:list"_s, Effect::Read, {optional("asset")}},
        {u"backup:read"_s, Effect::Read, chosen()},
        {u"backup:verify"_s, Effect::Read, chosen()},
        {u"backup:probe"_s, Effect::Read,
            {required("probes", Type::Json), optional("values", Type::TextMap), optional("against", Type::Json)}},
        {u"backup:require"_s, Effect::Read, {required("assets", Type::TextList), required("within", Type::Duration)}},
        {u"backup:record"_s, Effect::Write,
            taken({kind, optional("name"), optional("native"), optional("takenAt"), optional("source", Type::Json),
                optional("settings", Type::Json), optional("contents", Type::Json), optional("probes", Type::Json),
                optional("items", Type::Integer), optional("evidence")})},
        {u"backup:prove"_s, Effect::Write,
            chosen({optional("restored", Type::Boolean), required("since"), optional("checks", Type::Json)})},
        {u"backup:remove"_s, Effect::Write, chosen()},
    };
}

QList<StepKind> tableKinds()
{
    const Member table = required("table");
    return {
        {u"table:settings"_s, Effect::Read, {table}},
        {u"table:compare-settings"_s, Effect::Read, {table, required("settings", Type::Json)}},
        {u"table:count"_s, Effect::Read, {table, optional("capacity", Type::Integer)}},
        {u"table:compare"_s, Effect::Read,
            {table, required("copy"), word("mode", {u"full"_s, u"sample"_s}), optional("sample", Type::Integer),
                optional("capacity", Type::Integer), optional("tolerance", Type::Json)}},
        {u"table:query"_s, Effect::Read,
            {table, required("statement", Type::Fixed), optional("parameters", Type::ValueList),
                optional("rows", Type::Integer)}},
        {u"table:verify-export"_s, Effect::Read, {required("export"), optional("folder")}},
        {u"table:delete-restored"_s, Effect::Write, {table, required("source")}},
    };
}

QList<StepKind> databaseKinds()
{
    const Member database = required("database");
    const Member into = required("into");
    return {
        {u"database:dump"_s, Effect::Write,
            taken({database, password(), word("format", {u"custom"_s, u"directory"_s}), optional("jobs", Type::Integer),
                optional("compression"), optional("fingerprint", Type::Boolean), answers()})},
        {u"database:restore"_s, Effect::Write,
            chosen(
                {database, into, password(), optional("jobs", Type::Integer), optional("overwrite", Type::Boolean)})},
        {u"database:compare"_s, Effect::Read, chosen({database, into, password()})},
        {u"database:query"_s, Effect::Read,
            {database, optional("into"), password(), required("statement", Type::Fixed),
                optional("parameters", Type::ValueList)}},
        {u"database:drop-restored"_s, Effect::Write, {database, into, password()}},
        {u"instance:delete-restored"_s, Effect::Write, {required("instance"), required("source")}},
    };
}

QList<StepKind> bucketKinds()
{
    const Member bucket = required("bucket");
    const Member prefix = optional("prefix");
    const Member mode = optional("mode"); // a person may choose it, so it is a parameter: the planner knows the words
    const Member overwrite = optional("overwrite", Type::Boolean);
    const Member storageClass = optional("storageClass");
    return {
        {u"bucket:snapshot"_s, Effect::Write,
            taken({bucket, prefix, required("toBucket"), optional("toPrefix"), storageClass,
                optional("concurrency", Type::Integer), optional("atMost", Type::Integer), answers()})},
        {u"bucket:verify"_s, Effect::Read, chosen({mode})},
        {u"bucket:compare"_s, Effect::Read, chosen({bucket, prefix, mode})},
        {u"bucket:restore"_s, Effect::Write, chosen({required("toBucket"), optional("toPrefix"), overwrite})},
        {u"bucket:restore-versions"_s, Effect::Write,
            {bucket, prefix, required("at"), optional("deleteNewer", Type::Boolean),
                optional("atMost", Type::Integer)}},
        {u"bucket:read-back"_s, Effect::Write, chosen({optional("speed"), optional("days", Type::Integer)})},
        {u"bucket:download"_s, Effect::Write, {bucket, prefix, required("folder"), optional("atMost", Type::Integer)}},
        {u"bucket:delete-restored"_s, Effect::Write, chosen({bucket, prefix})},
        {u"bucket:remove-snapshot"_s, Effect::Write, chosen({})},
    };
}

QList<StepKind> cacheKinds()
{
    const Member cache = required("cache");
    const Member prefix = optional("prefix");
    return {
        {u"cache:dump"_s, Effect::Write,
            taken({cache, password(), required("pattern", Type::Glob), optional("atMost", Type::Integer)})},
        {u"cache:load"_s, Effect::Write, chosen({cache, password(), prefix, optional("replace", Type::Boolean)})},
        {u"cache:compare"_s, Effect::Read, chosen({cache, password(), prefix})},
        {u"cache:delete-loaded"_s, Effect::Write, chosen({cache, password(), required("prefix")})},
    };
}

QList<StepKind> ownKinds()
{
    const Member pool = required("pool");
    const Member function = required("function");
    return {
        {u"pool:export"_s, Effect::Write, taken({pool})},
        {u"pool:import"_s, Effect::Write, chosen({pool})},
        {u"pool:compare"_s, Effect::Read, chosen({pool})},
        {u"pool:create-scratch"_s, Effect::Write, chosen({required("name")})},
        {u"pool:delete-scratch"_s, Effect::Write, {pool}},
        {u"function:keep"_s, Effect::Write, taken({function, optional("qualifier"), answers()})},
        {u"function:restore"_s, Effect::Write,
            chosen({function, optional("fallback"), optional("dryRun", Type::Boolean)})},
        {u"function:update"_s, Effect::Write,
            {required("asset"), function, required("file"), optional("codeSha256"), optional("architecture"),
                optional("fallback"), optional("dryRun", Type::Boolean)}},
        {u"function:compare"_s, Effect::Read, chosen({function, optional("qualifier")})},
        {u"function:create-scratch"_s, Effect::Write, chosen({function})},
        {u"function:delete-scratch"_s, Effect::Write, {function}},
    };
}

} // namespace

QList<StepKind> backupKinds()
{
    return vaultKinds() + tableKinds() + databaseKinds() + bucketKinds() + cacheKinds() + ownKinds();
}

} // namespace sm::runbooks
