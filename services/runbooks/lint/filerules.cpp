// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <core/json.h>

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

const aws::Shape *inputShape(const Page &page, const Command &command)
{
    const auto model = page.models.service(command.aws->service);
    const aws::Operation *operation = model ? (*model)->operation(command.aws->operation) : nullptr;
    return operation == nullptr ? nullptr : operation->input;
}

/// Members that \p shape does not have, anywhere in \p value, with the nearest that differs only in case.
void unknownMembers(const aws::Shape *shape, const QJsonValue &value, QMap<QString, QString> &unknown)
{
    if (shape == nullptr)
        return;
    const QJsonArray elements = value.toArray();
    for (const QJsonValue &element : elements)
        unknownMembers(shape->element.shape, element, unknown);
    if (shape->type != aws::Shape::Type::Structure || !value.isObject())
        return;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (const aws::Member *member = shape->member(it.key())) {
            unknownMembers(member->shape, it.value(), unknown);
            continue;
        }
        const auto same = std::find_if(shape->members.begin(), shape->members.end(),
            [&it](const aws::Member &each) { return each.name.compare(it.key(), Qt::CaseInsensitive) == 0; });
        unknown.insert(it.key(), same == shape->members.end() ? QString() : same->name);
    }
}

const aws::Shape *shapeAt(const Page &page, const Command &command, const QString &path)
{
    const aws::Shape *shape = inputShape(page, command);
    for (const QString &name : path.split(u'/', Qt::SkipEmptyParts)) {
        const aws::Member *member = shape == nullptr ? nullptr : shape->member(name);
        shape = member == nullptr ? nullptr : member->shape;
    }
    return shape;
}

void reportLines(const Written &file, const QString &key, const QString &right, Report &report)
{
    const QRegularExpression name(u"\"%1\"\\s*:"_s.arg(QRegularExpression::escape(key)));
    const QStringList lines = file.content.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (name.match(lines.at(i)).hasMatch())
            report.add(file.contentLine + static_cast<int>(i),
                tr("The API has no member %1 there: the whole request is rejected.").arg(key),
                right.isEmpty() ? QString() : tr("Write \"%1\".").arg(right));
    }
}

/// Files that the runbook itself writes, as the operation will see them.
void reportFileMembers(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        const auto files = command.aws ? command.aws->files : QMap<QString, commandline::AwsCommand::File>();
        for (auto it = files.begin(); it != files.end(); ++it) {
            for (const Written &file : page.written) {
                const auto json = parseJson(file.path == it.value().path ? file.content.toUtf8() : QByteArray("0"));
                if (!json || file.content.isEmpty())
                    continue;
                QMap<QString, QString> unknown;
                unknownMembers(shapeAt(page, command, it.key()), *json, unknown);
                for (auto bad = unknown.begin(); bad != unknown.end(); ++bad)
                    reportLines(file, bad.key(), bad.value(), report);
            }
        }
    }
}

} // namespace

QList<Rule> fileRules() { return {{u"file-unknown-member"_s, Finding::Severity::Error, reportFileMembers}}; }

} // namespace sm::lint
