// SPDX-License-Identifier: GPL-3.0-or-later
#include "userquery.h"

#include "querywords.h"

namespace sm::tables {

namespace {

const QStringList &fixedKeys()
{
    static const QStringList keys{
        QStringLiteral("group"), QStringLiteral("status"), QStringLiteral("enabled"), QStringLiteral("invitation")};
    return keys;
}

UserQuery::Term termOf(const QString &word, const QStringList &attributes)
{
    UserQuery::Term term;
    term.excluded = word.size() > 1 && word.startsWith(u'-');
    const QString rest = term.excluded ? word.mid(1) : word;

    QString longest;
    for (const QStringList &keys : {fixedKeys(), attributes}) {
        for (const QString &key : keys) {
            const bool matches = rest.size() > key.size() + 1 && rest.at(key.size()) == u':'
                && rest.startsWith(key, Qt::CaseInsensitive);
            if (matches && key.size() > longest.size())
                longest = key;
        }
    }
    term.key = longest;
    term.value = (longest.isEmpty() ? rest : rest.mid(longest.size() + 1)).toCaseFolded();
    return term;
}

} // namespace

UserQuery UserQuery::parse(const QString &text, const QStringList &attributes)
{
    UserQuery query;
    for (const QString &word : queryWords(text))
        query.terms.append(termOf(word, attributes));
    return query;
}

} // namespace sm::tables
