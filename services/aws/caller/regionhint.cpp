// SPDX-License-Identifier: GPL-3.0-or-later
#include "regionhint.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Caller", text); }

QString regionInValue(const QString &value)
{
    static const QRegularExpression form(u"\\A(?:arn:[a-z-]+:[a-z0-9-]+:(?<arn>[a-z]{2}(?:-[a-z]+)+-\\d+):"
                                         u"|(?<pool>[a-z]{2}(?:-[a-z]+)+-\\d+)_[A-Za-z0-9]+\\z)"_s);
    const QRegularExpressionMatch match = form.match(value);
    return match.captured(u"arn"_s) + match.captured(u"pool"_s);
}

/// The region that a top-level member of the input names, if it is not the one that was asked.
QString otherRegionOfInput(const PreparedCall &call)
{
    for (const QJsonValue &value : call.input) {
        const QString region = regionInValue(value.toString());
        if (!region.isEmpty() && region != call.endpoint.signingRegion.value)
            return region;
    }
    return {};
}

QString expectedRegion(const QString &message)
{
    static const QRegularExpression form(u"expecting '(?<region>[a-z]{2}(?:-[a-z]+)+-\\d+)'"_s);
    return form.match(message).captured(u"region"_s);
}

} // namespace

QString regionHint(const PreparedCall &call, const ServiceError &refusal, const net::HttpReply &reply)
{
    QString region = QString::fromLatin1(reply.header("x-amz-bucket-region"));
    if (region == call.endpoint.signingRegion.value)
        region.clear();
    if (region.isEmpty())
        region = expectedRegion(refusal.message);
    const bool mayBeElsewhere = refusal.code.contains("NotFound"_L1) || refusal.code.startsWith("Invalid"_L1)
        || refusal.code.startsWith("Validation"_L1);
    if (region.isEmpty() && mayBeElsewhere)
        region = otherRegionOfInput(call);
    if (region.isEmpty())
        return {};
    return tr("It belongs to the region %1, but %2 was asked: choose %1.")
        .arg(region, call.endpoint.signingRegion.value);
}

} // namespace sm::aws
