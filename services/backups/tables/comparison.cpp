// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Tables", text); }

QString figuresOf(const Comparison &comparison)
{
    QString figures = tr("%1 items are different, %2 only in the source, %3 only in the copy, %4 the same.")
                          .arg(comparison.different)
                          .arg(comparison.onlySource)
                          .arg(comparison.onlyCopy)
                          .arg(comparison.same);
    if (comparison.unresolved > 0)
        figures += u' ' + tr("Up to %1 more were not looked at one by one.").arg(comparison.unresolved);
    return figures;
}

QString examplesOf(const Comparison &comparison)
{
    QStringList lines;
    for (const QJsonValue each : comparison.examples)
        lines << u"%1 %2"_s.arg(each[u"what"_s].toString(), QString::fromUtf8(toCompactJson(each[u"key"_s])));
    return lines.isEmpty() ? QString() : u' ' + tr("Some of them: %1.").arg(lines.join(u", "_s));
}

} // namespace

void Comparison::addExample(const QString &what, const QJsonObject &key)
{
    if (examples.size() < MostExamples)
        examples << QJsonObject{{u"what"_s, what}, {u"key"_s, key}};
}

QJsonObject toJson(const Comparison &comparison)
{
    return {{u"sourceItems"_s, comparison.sourceItems}, {u"copyItems"_s, comparison.copyItems},
        {u"same"_s, comparison.same}, {u"different"_s, comparison.different}, {u"onlySource"_s, comparison.onlySource},
        {u"onlyCopy"_s, comparison.onlyCopy}, {u"unresolved"_s, comparison.unresolved},
        {u"examples"_s, comparison.examples}, {u"coverage"_s, comparison.coverage},
        {u"capacityUnits"_s, comparison.capacityUnits}, {u"seconds"_s, comparison.seconds}};
}

Result<QJsonObject> judged(const Comparison &comparison, double tolerance)
{
    const qint64 all = std::max({comparison.sourceItems, comparison.copyItems, qint64(1)});
    const double percent = 100.0 * static_cast<double>(comparison.differing()) / static_cast<double>(all);
    if (percent <= tolerance)
        return toJson(comparison);
    const QString message = tr("The tables are not the same: %1%2 Where writing went on meanwhile, allow for it with a "
                               "tolerance; otherwise restore again.")
                                .arg(figuresOf(comparison), examplesOf(comparison));
    return Error(Error::Kind::Conflict, message).withCode(u"TablesDiffer"_s);
}

} // namespace sm::backups
