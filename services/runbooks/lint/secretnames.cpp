// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretnames.h"

#include <commandline/placeholder.h>

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

namespace sm::lint {

using namespace Qt::Literals::StringLiterals;

namespace {

bool matches(const QRegularExpression &form, const QString &text) { return form.match(text).hasMatch(); }

} // namespace

bool isSecretName(const QString &name)
{
    static const QRegularExpression words(
        u"(^|[-_])(password|passwd|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credentials?)([-_]|$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return matches(words, name);
}

bool namesASecret(const QString &name)
{
    static const QRegularExpression ending(u"(password|passwd|passphrase|pwd|secret|token|(^|[-_.])(pass|auth)|"
                                           "(api|access|private|secret|signing|encryption)[-_.]?key|credentials?)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return matches(ending, name);
}

bool isSecretOption(const QString &option)
{
    static const QStringList names{u"secret-string"_s, u"auth-token"_s, u"secret-hash"_s, u"plaintext"_s,
        u"client-secret"_s, u"private-key"_s, u"access-token"_s, u"refresh-token"_s};
    return names.contains(option) || option.endsWith("password"_L1) || option.endsWith("passphrase"_L1);
}

bool isSecretHeader(const QString &header)
{
    static const QRegularExpression form(u"^(proxy-)?authorization$|^cookie$|(api-?key|token|secret|password)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return matches(form, header);
}

bool isCredential(const aws::Shape &shape)
{
    static const QRegularExpression personal(
        u"Username|AttributeValue|ClientId|Client(Request)?Token|Description|Phone|Address|OwnerInformation|Definition|"
        "Query|SensitiveData|Payload|Blob|Error|Cause|Document|Sql|Markdown|Name|KmsKey|KMSKey|GraphQL|Location|Message"_s,
        QRegularExpression::CaseInsensitiveOption);
    return shape.sensitive && !matches(personal, shape.name);
}

QString passwordFlag(const QString &program, const QString &word)
{
    static const QHash<QString, QStringList> flags{
        {u"redis-cli"_s, {u"-a"_s, u"--pass"_s, u"AUTH"_s, u"requirepass"_s, u"masterauth"_s}},
        {u"curl"_s, {u"-u"_s, u"--user"_s, u"-U"_s, u"--proxy-user"_s}}, {u"wget"_s, {u"--http-password"_s}},
        {u"mysql"_s, {u"-p"_s}}, {u"mysqldump"_s, {u"-p"_s}}, {u"mysqladmin"_s, {u"-p"_s}}, {u"sshpass"_s, {u"-p"_s}},
        {u"docker login"_s, {u"-p"_s}}, {u"podman login"_s, {u"-p"_s}}, {u"mongosh"_s, {u"-p"_s}},
        {u"mongo"_s, {u"-p"_s}}, {u"openssl"_s, {u"-k"_s, u"-K"_s}}, {u"ldapsearch"_s, {u"-w"_s}},
        {u"http"_s, {u"-a"_s}}};
    for (const QString &flag : flags.value(program)) {
        const bool isLetter = flag.size() == 2;
        if (isLetter ? word.startsWith(flag) : word.compare(flag, Qt::CaseInsensitive) == 0)
            return flag;
    }
    return {};
}

bool isHarmless(const QString &value)
{
    return value.isEmpty() || value.startsWith("file"_L1) || commandline::isPlaceholder(value);
}

} // namespace sm::lint
