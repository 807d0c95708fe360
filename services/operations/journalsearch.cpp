// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalsearch.h"

#include <QRegularExpression>
#include <QStringList>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype Trigram = 3; // the index knows nothing shorter

QString phrase(QString word) { return u"\"%1\""_s.arg(word.replace(u'"', u"\"\""_s)); }

QString pattern(QString word)
{
    word.replace(u"\\"_s, u"\\\\"_s).replace(u"%"_s, u"\\%"_s).replace(u"_"_s, u"\\_"_s);
    return u"%%1%"_s.arg(word);
}

} // namespace

JournalSearch journalSearch(const QString &text)
{
    static const QRegularExpression blank(u"\\s+"_s);
    JournalSearch search{u"entries"_s, u"entries.id"_s, {}, {}};
    QStringList phrases;
    const QStringList words = QString(text).remove(QChar::Null).split(blank, Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (word.toUcs4().size() >= Trigram) {
            phrases << phrase(word);
            continue;
        }
        search.condition += u" AND plans.title || ' ' || entries.title || ' ' || entries.resource || ' ' || "
                            "entries.uses || ' ' || entries.actor LIKE ? ESCAPE '\\'"_s;
        search.values << pattern(word);
    }
    if (!phrases.isEmpty()) {
        search.from = u"entries_text JOIN entries ON entries.id = entries_text.rowid"_s;
        search.key = u"entries_text.rowid"_s;
        search.condition += u" AND entries_text MATCH ?"_s;
        search.values << phrases.join(u" AND "_s);
    }
    return search;
}

} // namespace sm::operations
