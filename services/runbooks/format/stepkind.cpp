// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepkind.h"

#include "backupkinds.h"
#include "deploymentkinds.h"
#include "stackkinds.h"

#include <QRegularExpression>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

using Type = MemberType;

Member required(const QString &name, Type type) { return {name, type, true}; }

Member optional(const QString &name, Type type) { return {name, type}; }

Member withSecret(Member member)
{
    member.takesSecret = true;
    return member;
}

Member word(const QString &name, const QStringList &words) { return {name, Type::Word, false, false, words}; }

QList<StepKind> awsKinds()
{
    return {
        {u"aws"_s, Effect::Depends, {}, true},
        {u"wait"_s, Effect::Read, {}, true},
        {u"s3:copy"_s, Effect::Write,
            {required(u"fromBucket"_s, Type::Text), optional(u"fromPrefix"_s, Type::Text),
                optional(u"fromKey"_s, Type::Text), required(u"toBucket"_s, Type::Text),
                optional(u"toPrefix"_s, Type::Text), optional(u"overwrite"_s, Type::Boolean),
                word(u"storageClass"_s,
                    {u"STANDARD"_s, u"STANDARD_IA"_s, u"ONEZONE_IA"_s, u"INTELLIGENT_TIERING"_s, u"GLACIER"_s,
                        u"GLACIER_IR"_s, u"DEEP_ARCHIVE"_s}),
                optional(u"atMost"_s, Type::Integer)}},
    };
}

QList<StepKind> sqlKinds()
{
    const Member database = required(u"database"_s, Type::Text);
    const Member password = withSecret(optional(u"password"_s, Type::Secret));
    const Member statement = required(u"statement"_s, Type::Fixed);
    const Member parameters = withSecret(optional(u"parameters"_s, Type::ValueList));
    const Member format = word(u"format"_s, {u"csv"_s, u"text"_s, u"binary"_s});
    return {
        {u"sql:query"_s, Effect::Read, {database, password, statement, parameters, optional(u"rows"_s, Type::Integer)}},
        {u"sql:execute"_s, Effect::Write,
            {database, password, statement, parameters, optional(u"capture"_s, Type::Capture),
                optional(u"atMost"_s, Type::Integer)}},
        {u"sql:copy-out"_s, Effect::Read,
            {database, password, optional(u"statement"_s, Type::Fixed), optional(u"table"_s, Type::Text),
                required(u"file"_s, Type::Text), format},
            false, {u"statement"_s, u"table"_s}},
        {u"sql:copy-in"_s, Effect::Write,
            {database, password, required(u"table"_s, Type::Text), optional(u"columns"_s, Type::TextList),
                required(u"file"_s, Type::Text), format}},
    };
}

QList<StepKind> redisKinds()
{
    const Member cache = required(u"cache"_s, Type::Text);
    const Member password = withSecret(optional(u"password"_s, Type::Secret));
    const QStringList types{u"string"_s, u"hash"_s, u"list"_s, u"set"_s, u"zset"_s, u"stream"_s};
    return {
        {u"redis:command"_s, Effect::Depends, {cache, password, withSecret(required(u"command"_s, Type::Command))}},
        {u"redis:unlink"_s, Effect::Write,
            {cache, password, required(u"pattern"_s, Type::Glob), word(u"type"_s, types),
                word(u"ttl"_s, {u"any"_s, u"none"_s, u"some"_s}), optional(u"atMost"_s, Type::Integer),
                optional(u"capture"_s, Type::Boolean)}},
        {u"redis:restore"_s, Effect::Write,
            {cache, password, required(u"from"_s, Type::Name), optional(u"replace"_s, Type::Boolean)}},
    };
}

QList<Member> requestMembers(const QStringList &methods)
{
    return {required(u"url"_s, Type::Url), optional(u"values"_s, Type::TextMap), word(u"method"_s, methods),
        withSecret(optional(u"headers"_s, Type::TextMap)), withSecret(optional(u"secretHeaders"_s, Type::TextMap)),
        optional(u"status"_s, Type::IntegerList), optional(u"assertion"_s, Type::Fixed)};
}

QList<StepKind> outsideKinds()
{
    const QList<Member> trigger = requestMembers({u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s});
    return {
        {u"http:probe"_s, Effect::Read, requestMembers({u"GET"_s, u"HEAD"_s})},
        {u"http:trigger"_s, Effect::Write, trigger + QList{withSecret(optional(u"body"_s, Type::Json))}},
        {u"process:run"_s, Effect::Depends,
            {required(u"program"_s, Type::Fixed), optional(u"arguments"_s, Type::TextList),
                optional(u"folder"_s, Type::Text), withSecret(optional(u"environment"_s, Type::TextMap)),
                withSecret(optional(u"secretEnvironment"_s, Type::TextMap)),
                withSecret(optional(u"input"_s, Type::Text)), optional(u"reads"_s, Type::Boolean),
                optional(u"exitCodes"_s, Type::IntegerList), optional(u"sha256"_s, Type::Fixed),
                word(u"parses"_s, {u"cdk-diff"_s, u"cdk-deploy"_s})}},
    };
}

QList<StepKind> humanKinds()
{
    const Member text = required(u"text"_s, Type::Text);
    return {
        {u"manual"_s, Effect::Human, {text}},
        {u"decide"_s, Effect::Human,
            {text, required(u"options"_s, Type::FixedList), optional(u"until"_s, Type::Text),
                optional(u"otherwise"_s, Type::Fixed)}},
        {u"approve"_s, Effect::Human, {text, optional(u"evidence"_s, Type::Text)}},
        {u"acknowledge"_s, Effect::Human, {text, required(u"typed"_s, Type::Text), optional(u"until"_s, Type::Text)}},
        {u"watch"_s, Effect::Read,
            {withSecret(required(u"read"_s, Type::Reading)), required(u"holds"_s, Type::Condition),
                required(u"for"_s, Type::Duration), optional(u"every"_s, Type::Duration),
                required(u"within"_s, Type::Duration)}},
    };
}

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

} // namespace

std::optional<Member> StepKind::member(const QString &memberName) const
{
    const auto found = std::find_if(
        members.begin(), members.end(), [&memberName](const Member &each) { return each.name == memberName; });
    return found == members.end() ? std::nullopt : std::optional(*found);
}

QStringList StepKind::memberNames() const
{
    QStringList names;
    for (const Member &each : members)
        names << each.name;
    return names;
}

const QList<StepKind> &stepKinds()
{
    static const QList<StepKind> all = awsKinds() + sqlKinds() + redisKinds() + backupKinds() + deploymentKinds()
        + stackKinds() + outsideKinds() + humanKinds();
    return all;
}

std::optional<StepKind> stepKind(const QString &uses)
{
    QString name = uses;
    if (matches(uses, u"aws:[a-z0-9-]+:[A-Z][A-Za-z0-9]*"_s) || matches(uses, u"wait:[a-z0-9-]+:[a-z][a-z0-9-]*"_s))
        name = uses.section(u':', 0, 0);
    else if (uses == "aws"_L1 || uses == "wait"_L1)
        return {};
    const auto found = std::find_if(
        stepKinds().begin(), stepKinds().end(), [&name](const StepKind &each) { return each.name == name; });
    return found == stepKinds().end() ? std::nullopt : std::optional(*found);
}

} // namespace sm::runbooks
