// SPDX-License-Identifier: GPL-3.0-or-later
#include "functioncomparison.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Functions", text); }

/// The members in which \p a and \p b differ.
QStringList differing(const QJsonObject &a, const QJsonObject &b)
{
    QStringList names = a.keys() + b.keys();
    names.removeDuplicates();
    names.removeIf([&](const QString &name) { return a.value(name) == b.value(name); });
    names.sort();
    return names;
}

bool isSameCode(const Manifest &manifest, const FunctionFacts &now)
{
    const QString image = manifest.settings.value(u"image"_s).toString();
    if (!image.isEmpty() || now.isImage())
        return image == now.imageUri;
    return manifest.contents.value(u"codeSha256"_s) == now.codeSha256;
}

} // namespace

FunctionComparison compared(
    const Manifest &manifest, const QJsonObject &variables, const FunctionFacts &now, const QJsonObject &surroundings)
{
    FunctionComparison comparison;
    comparison.isCodeSame = isSameCode(manifest, now);
    comparison.configuration = differing(manifest.settings.value(u"configuration"_s).toObject(), now.configuration);
    comparison.environment = differing(variables, now.variables);
    for (auto it = surroundings.begin(); it != surroundings.end(); ++it) {
        if (manifest.settings.value(it.key()) != it.value())
            comparison.around << it.key();
    }
    return comparison;
}

Error otherThanKept(const FunctionComparison &comparison)
{
    QStringList what = comparison.configuration + comparison.environment;
    if (!comparison.isCodeSame)
        what.prepend(tr("the code"));
    return Error(Error::Kind::Conflict,
        tr("Lambda has something else than the backup afterwards: %1. Compare them.").arg(what.join(u", "_s)))
        .withCode(u"NotVerified"_s);
}

QJsonObject toJson(const FunctionComparison &comparison, const Manifest &manifest, const FunctionFacts &now)
{
    const QJsonObject code{{u"same"_s, comparison.isCodeSame}, {u"kept"_s, manifest.contents.value(u"codeSha256"_s)},
        {u"now"_s, now.codeSha256}};
    return {{u"same"_s, comparison.isSame()}, {u"code"_s, code},
        {u"configuration"_s, QJsonArray::fromStringList(comparison.configuration)},
        {u"environment"_s, QJsonArray::fromStringList(comparison.environment)},
        {u"around"_s, QJsonArray::fromStringList(comparison.around)}};
}

} // namespace sm::backups
