// SPDX-License-Identifier: GPL-3.0-or-later
#include "cliname.h"

#include <QHash>
#include <QRegularExpression>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

// Words that are one word although their capitals say otherwise.
QString withPlainWords(QString name)
{
    static const QHash<QString, QString> words{
        {u"PartiQL"_s, u"Partiql"_s}, {u"iSCSI"_s, u"Iscsi"_s}, {u"WhatsApp"_s, u"Whatsapp"_s}, {u"HITs"_s, u"Hits"_s}};
    for (auto it = words.begin(); it != words.end(); ++it)
        name.replace(it.key(), it.value());
    return name;
}

} // namespace

QString cliName(const QString &name)
{
    static const QRegularExpression plural(u"[A-Z]{2,}s$"_s); // "ARNs" is one word
    static const QRegularExpression word(u"(.)([A-Z][a-z]+)"_s);
    static const QRegularExpression capital(u"([a-z0-9])([A-Z])"_s);
    QString text = withPlainWords(name);
    if (text.contains(u'-'))
        return text;
    const QString end = plural.match(text).captured();
    if (!end.isEmpty())
        text = text.chopped(end.size()) + u'-' + end.toLower();
    return text.replace(word, u"\\1-\\2"_s).replace(capital, u"\\1-\\2"_s).toLower();
}

QString cliService(const QString &service)
{
    static const QHash<QString, QString> others{
        {u"codedeploy"_s, u"deploy"_s}, {u"s3"_s, u"s3api"_s}, {u"config"_s, u"configservice"_s}};
    return others.value(service, service);
}

} // namespace sm::aws
