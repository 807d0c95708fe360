// SPDX-License-Identifier: GPL-3.0-or-later
#include "cliline.h"

#include "latervalues.h"
#include "memberpath.h"
#include "shellword.h"

#include <aws/cliname.h>
#include <core/json.h>

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;
using aws::cliName;
using aws::Member;
using aws::Shape;

namespace {

constexpr qsizetype LongestBlob = 4096; // characters of Base64; more belongs into a file

bool isScalar(const Shape &shape)
{
    return shape.type != Shape::Type::Structure && shape.type != Shape::Type::List && shape.type != Shape::Type::Map;
}

/// The AWS CLI would read a file or fetch a page instead of taking the text.
bool looksLikeReference(const QString &text)
{
    return text.startsWith("file://"_L1) || text.startsWith("fileb://"_L1) || text.startsWith("http://"_L1)
        || text.startsWith("https://"_L1);
}

/// Members that the AWS CLI knows by another name, because its own options have it or for better words.
bool hasOtherName(const QString &service, const QString &option, const QJsonValue &value)
{
    static const QSet<QString> taken{u"version"_s, u"output"_s, u"query"_s, u"region"_s, u"endpoint"_s, u"profile"_s,
        u"debug"_s, u"color"_s, u"endpoint-url"_s, u"output-file"_s};
    static const QSet<QString> otherNegative{u"ecs:enable-execute-command"_s, u"ecs:interactive"_s, u"ec2:egress"_s,
        u"ec2:disable-api-termination"_s, u"ec2:no-reboot"_s};
    return taken.contains(option)
        || (value.isBool() && !value.toBool() && otherNegative.contains(service + u":"_s + option));
}

QString plain(const QJsonValue &value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(toCompactJson(value));
}

QList<const Member *> requiredFirst(const Shape &shape)
{
    QList<const Member *> members;
    for (const QString &name : shape.required)
        members << shape.member(name);
    for (const Member &member : shape.members) {
        if (!shape.required.contains(member.name))
            members << &member;
    }
    return members;
}

/// The AWS CLI writes an answer that is bytes into a file of its last argument.
bool answersBytes(const aws::Operation &operation)
{
    const Shape *output = operation.output;
    const Member *payload = output && !output->payload.isEmpty() ? output->member(output->payload) : nullptr;
    return payload && payload->shape->type == Shape::Type::Blob;
}

class Line
{
public:
    Line(const ShellWords &shell, const QString &service)
        : m_shell(shell)
        , m_service(service)
    {
    }

    void add(const QString &word) { m_words << m_shell.word(word); }
    void option(const QString &name, const QString &value)
    {
        if (value.startsWith(u'-') || m_shell.beginsWithVariable(value)) {
            m_words << m_shell.word(u"--%1="_s.arg(name)) + m_shell.word(value);
        } else {
            add(u"--"_s + name);
            add(value);
        }
    }
    void input(const QJsonObject &input, const Shape &shape)
    {
        if (needsJson(input, shape))
            return option(u"cli-input-json"_s, plain(input));
        for (const Member *each : requiredFirst(shape)) {
            const QJsonValue value = input.value(each->name);
            if (!value.isUndefined() && !value.isNull())
                member(*each, value);
        }
    }
    void comment(const QString &text)
    {
        if (!text.isEmpty())
            m_words << text;
    }
    QString text() const { return m_words.join(u' '); }

private:
    bool needsJson(const QJsonObject &input, const Shape &shape) const
    {
        return std::any_of(shape.members.begin(), shape.members.end(), [&](const Member &member) {
            const QJsonValue value = input.value(member.name);
            // Flags are there or not: a value that is yet to come is neither.
            const bool isOpenFlag = member.shape->type == Shape::Type::Boolean && value.isString();
            return !value.isUndefined()
                && (isOpenFlag || hasOtherName(m_service, cliName(member.name), value)
                    || looksLikeReference(value.toString()));
        });
    }

    void member(const Member &each, const QJsonValue &value)
    {
        const QString name = cliName(each.name);
        const Shape &shape = *each.shape;
        if (m_service == u"lambda"_s && shape.type == Shape::Type::Structure && shape.member(u"ZipFile"_s))
            archive(name, value.toObject());
        else if (value.isBool() && shape.type == Shape::Type::Boolean)
            add((value.toBool() ? u"--"_s : u"--no-"_s) + name);
        else if (shape.type == Shape::Type::Blob)
            blob(each, name, value.toString());
        else if (value.isArray() && shape.type == Shape::Type::List && isScalar(*shape.element.shape))
            list(name, value.toArray());
        else
            option(name, plain(value));
    }

    /// The AWS CLI takes the archive by an option of its own, and refuses it inside the other.
    void archive(const QString &name, QJsonObject place)
    {
        if (!place.take(u"ZipFile"_s).isUndefined())
            option(u"zip-file"_s, u"fileb://zip-file.zip"_s);
        if (!place.isEmpty())
            option(name, plain(place));
    }

    void blob(const Member &member, const QString &name, const QString &base64)
    {
        const bool isArchive = m_service == u"lambda"_s && member.name == u"ZipFile"_s;
        if (member.streaming || member.shape->streaming)
            option(name, name + u".bin"_s);
        else if (isArchive || base64.size() > LongestBlob)
            option(name, u"fileb://%1%2"_s.arg(name, isArchive ? u".zip"_s : u".bin"_s));
        else
            option(name, base64);
    }

    /// Words where each is one for certain, else JSON: "-x", "[x]" and "a=b" mean something to the AWS CLI.
    void list(const QString &name, const QJsonArray &values)
    {
        static const QRegularExpression certain(u"^[A-Za-z0-9_./][A-Za-z0-9_./:@-]*$"_s);
        const bool asWords
            = !values.isEmpty() && std::all_of(values.begin(), values.end(), [](const QJsonValue &value) {
                  return certain.match(plain(value)).hasMatch() && !looksLikeReference(plain(value));
              });
        if (!asWords)
            return option(name, plain(values));
        add(u"--"_s + name);
        for (const QJsonValue value : values)
            add(plain(value));
    }

    const ShellWords &m_shell;
    QString m_service;
    QStringList m_words;
};

} // namespace

QString cliLine(const aws::ServiceModel &service, const Operation &operation, const QStringList &secretPaths,
    const SystemInfo &system, const QList<Deferred> &deferred)
{
    const aws::Operation *model = service.operation(operation.uses.section(u':', 2));
    const ShellWords shell;
    const Replace nameSecret = [&](const QString &, const QJsonValue &value) -> QJsonValue {
        const QString name = value.toString().mid(1);
        return operation.secrets.contains(name) ? QJsonValue(shell.variable(name)) : value;
    };
    QJsonObject input = operation.with;
    for (const QString &path : secretPaths)
        input = replaceAt(input, path, nameSecret);
    LaterValues later(shell, operation.secrets.keys());
    if (model->input)
        input = later.putInto(input, deferred, *model->input);

    Line line(shell, service.name());
    line.add(u"aws"_s);
    line.add(aws::cliService(service.name()));
    line.add(cliName(model->name));
    if (model->input)
        line.input(input, *model->input);
    if (answersBytes(*model))
        line.add(u"/dev/stdout"_s);
    if (!system.profile.isEmpty())
        line.option(u"profile"_s, system.profile);
    if (!system.region.isEmpty())
        line.option(u"region"_s, system.region.value);
    if (!system.endpointUrl.isEmpty())
        line.option(u"endpoint-url"_s, system.endpointUrl);
    line.comment(later.comment());
    return line.text();
}

} // namespace sm::operations
