// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/filterchip.h>

#include <optional>

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Token
{
    QString text;
    bool finished = false; ///< white space came after it
};

/// Words parted by white space; a quotation mark keeps white space inside a word.
QList<Token> tokensOf(const QString &typed)
{
    QList<Token> tokens;
    Token token;
    bool quoted = false;
    for (const QChar character : typed) {
        if (character == u'"')
            quoted = !quoted;
        if (quoted || !character.isSpace()) {
            token.text += character;
        } else if (!token.text.isEmpty()) {
            tokens.append({token.text, true});
            token.text.clear();
        }
    }
    if (!token.text.isEmpty())
        tokens.append(token);
    return tokens;
}

std::optional<FilterChip> chipOf(const QString &token, const QStringList &keys)
{
    const qsizetype colon = token.indexOf(u':');
    if (colon <= 0)
        return std::nullopt;
    const qsizetype key = keys.indexOf(token.first(colon).toLower());
    const QString value = token.mid(colon + 1).remove(u'"');
    if (key < 0 || value.isEmpty())
        return std::nullopt;
    return FilterChip{keys[key], value};
}

} // namespace

QString FilterChip::raw() const
{
    const bool spaced = std::any_of(value.begin(), value.end(), [](QChar c) { return c.isSpace(); });
    return key + u':' + (spaced ? u'"' + value + u'"' : value);
}

FilterText FilterText::parse(const QString &typed, const QStringList &keys, bool complete)
{
    FilterText result;
    QStringList rest;
    const QList<Token> tokens = tokensOf(typed);
    for (const Token &token : tokens) {
        const auto chip = token.finished || complete ? chipOf(token.text, keys) : std::nullopt;
        if (chip)
            result.chips.append(*chip);
        else
            rest.append(token.text);
    }
    result.text = result.chips.isEmpty() ? typed : rest.join(u' '); // nothing taken: not a space is touched
    return result;
}

} // namespace sm::widgets
