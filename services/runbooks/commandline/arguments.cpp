// SPDX-License-Identifier: GPL-3.0-or-later
#include "arguments.h"

#include "wordrest.h"

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Takes = OptionName::Takes;

namespace {

/// Python's argparse: what begins with a dash is an option, unless it is a lone dash, a number, or its name would hold
/// a blank.
bool looksLikeOption(const QString &text)
{
    if (text.size() < 2 || !text.startsWith(u'-'))
        return false;
    if (text.startsWith("--"_L1))
        return !text.section(u'=', 0, 0).contains(u' ');
    bool isNumber = false;
    text.toDouble(&isNumber);
    return !isNumber && !text.contains(u' ');
}

bool isValue(const Word &word) { return !looksLikeOption(word.text()); }

class Reader
{
public:
    Reader(const QList<Word> &words, const QList<OptionName> &options)
        : m_words(words)
        , m_options(options)
    {
    }

    /// Words that are none of the options go to \p others; nullptr: an unknown option takes the words behind it.
    Arguments read(QList<Word> *others)
    {
        while (m_at < m_words.size()) {
            const Word &word = m_words[m_at];
            if (word.text() == u"--"_s && !others) {
                m_made.positionals += m_words.mid(m_at + 1);
                break;
            }
            if (!looksLikeOption(word.text())) {
                (others ? *others : m_made.positionals) << word;
                ++m_at;
                continue;
            }
            Argument argument = named(word);
            if (others && !argument.option) {
                *others << word;
                ++m_at;
                continue;
            }
            ++m_at;
            values(argument, word);
            m_made.options << argument;
        }
        return m_made;
    }

private:
    Argument named(const Word &word) const
    {
        const QString text = word.text();
        const qsizetype equals = text.indexOf(u'=');
        const QString dashed = equals < 0 ? text : text.left(equals);
        Argument argument;
        argument.written = dashed.mid(dashed.startsWith("--"_L1) ? 2 : 1);
        argument.place = word.place;
        argument.length = word.source.startsWith(dashed) ? dashed.size() : 0;
        if (dashed.startsWith("--"_L1))
            find(argument);
        return argument;
    }

    void find(Argument &argument) const
    {
        QList<std::pair<const OptionName *, bool>> near;
        for (const OptionName &option : m_options) {
            if (option.isPositional)
                continue;
            for (const bool isNegative : {false, true}) {
                const bool hasNegative
                    = option.takes == Takes::Switch || (option.takes == Takes::MaybeValue && !option.isCliOwn);
                if (isNegative && !hasNegative)
                    continue;
                const QString name = isNegative ? u"no-"_s + option.name : option.name;
                if (name == argument.written) {
                    argument.option = &option;
                    argument.isNegative = isNegative;
                    return;
                }
                if (!argument.written.isEmpty() && name.startsWith(argument.written)) {
                    near << std::pair(&option, isNegative);
                    argument.choices << name;
                }
            }
        }
        if (near.size() == 1) {
            argument.option = near.first().first;
            argument.isNegative = near.first().second;
            argument.isShort = true;
        }
    }

    void values(Argument &argument, const Word &word)
    {
        const qsizetype equals = word.text().indexOf(u'=');
        const bool takesNone = argument.option
            && (argument.isNegative || argument.option->takes == Takes::Nothing
                || argument.option->takes == Takes::NothingMeansNo || argument.option->takes == Takes::Switch);
        if (equals >= 0) {
            argument.hasNeedlessValue = takesNone;
            argument.values << restOf(word, equals + 1);
            return;
        }
        if (takesNone)
            return;
        const bool takesMany = !argument.option || argument.option->takes == Takes::List;
        while (m_at < m_words.size() && isValue(m_words[m_at]) && (takesMany || argument.values.isEmpty()))
            argument.values << m_words[m_at++];
        argument.lacksValue = argument.option && argument.option->takes == Takes::Value && argument.values.isEmpty();
    }

    const QList<Word> &m_words;
    const QList<OptionName> &m_options;
    qsizetype m_at = 0;
    Arguments m_made;
};

} // namespace

Arguments readArguments(const QList<Word> &words, const QList<OptionName> &options)
{
    return Reader(words, options).read(nullptr);
}

Arguments takeOptions(const QList<Word> &words, const QList<OptionName> &options, QList<Word> &others)
{
    return Reader(words, options).read(&others);
}

} // namespace sm::commandline
