#include "common/icons.h"
#include "common/tabledelegates.h"
#include "common/theme.h"
#include "tables/windowmodel.h"

#include <QApplication>
#include <QDir>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QTest>

#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace owb::ui;
using owb::tables::TextTone;

namespace {

/** Three rows: text, a count at the right, a state. */
struct Table
{
    Table()
    {
        for (int row = 0; row < 3; ++row) {
            model.setItem(row, 0, new QStandardItem(u"Acme"_s));
            model.setItem(row, 1, new QStandardItem(u"12"_s));
            model.setItem(row, 2, new QStandardItem(u"Active"_s));
            model.item(row, 1)->setData(QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
        }
        polishTable(view, u"Clients"_s);
        view.setModel(&model);
        view.setItemDelegate(new TextCellDelegate(TextCellDelegate::Face::Body, Qt::ElideRight, &view));
        view.setItemDelegateForColumn(2,
            new ChipCellDelegate(
                [](const QModelIndex&) {
                    return Chip{Tone::Active, u"Active"_s};
                },
                &view));
        view.resize(420, 200);
        for (int column = 0; column < 3; ++column) {
            view.setColumnWidth(column, 120);
        }
        view.setSelectionMode(QAbstractItemView::ExtendedSelection);
    }

    [[nodiscard]] QImage picture() { return view.viewport()->grab().toImage(); }
    [[nodiscard]] QRect cell(int row, int column) const { return view.visualRect(model.index(row, column)); }

    QStandardItemModel model;
    QTableView view;
};

/** The columns of `area` that hold anything but `ground`. */
std::pair<int, int> inkColumns(const QImage& image, const QRect& area, const QColor& ground)
{
    int first = -1;
    int last = -1;
    for (int x = area.left(); x <= area.right(); ++x) {
        for (int y = area.top(); y <= area.bottom(); ++y) {
            if (image.pixelColor(x, y).rgb() != ground.rgb()) {
                first = first < 0 ? x : first;
                last = x;
                break;
            }
        }
    }
    return {first, last};
}

} // namespace

class TestUicommonTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { applyTheme(*qApp, Theme::Light); }
    void polishesTables();
    void startsTheFirstColumnInLineWithTheTitle();
    void putsCountsAtTheRight();
    void drawsALineUnderEachRow();
    void marksTheCurrentRowWithABar_data();
    void marksTheCurrentRowWithABar();
    void paintsStatesAsChips();
    void paintsTones_data();
    void paintsTones();
    void hasEveryIconItBrings();
    void drawsIconsSharply();
};

void TestUicommonTables::polishesTables()
{
    Table table;
    QCOMPARE(table.view.accessibleName(), u"Clients"_s);
    QVERIFY(!table.view.showGrid());
    QVERIFY(!table.view.alternatingRowColors());
    QCOMPARE(table.view.selectionBehavior(), QAbstractItemView::SelectRows);
    QCOMPARE(table.view.verticalScrollMode(), QAbstractItemView::ScrollPerPixel);
    QVERIFY(table.view.rowHeight(0) >= metrics::rowHeight);
    QCOMPARE(table.view.horizontalHeader()->height(), table.view.rowHeight(0));
    QVERIFY(table.view.verticalHeader()->isHidden());
    QVERIFY(!table.view.tabKeyNavigation()); // Tab leaves the table
}

void TestUicommonTables::startsTheFirstColumnInLineWithTheTitle()
{
    Table table;
    const QRect cell = table.cell(1, 0).adjusted(0, 0, 0, -1);
    const auto [first, last] = inkColumns(table.picture(), cell, colours().base);
    QVERIFY2(first >= 16 && first <= 18, qPrintable(QString::number(first)));
    QVERIFY(last < cell.right() - 7);
}

void TestUicommonTables::putsCountsAtTheRight()
{
    Table table;
    const QRect cell = table.cell(1, 1).adjusted(0, 0, 0, -1);
    const auto [first, last] = inkColumns(table.picture(), cell, colours().base);
    QVERIFY(first > cell.center().x());
    QVERIFY2(cell.right() - last >= 8 && cell.right() - last <= 10, qPrintable(QString::number(cell.right() - last)));
}

void TestUicommonTables::drawsALineUnderEachRow()
{
    Table table;
    const QImage picture = table.picture();
    for (int row = 0; row < 3; ++row) {
        QCOMPARE(picture.pixelColor(100, table.cell(row, 0).bottom()).rgb(), colours().rowLine.rgb());
        QCOMPARE(picture.pixelColor(100, table.cell(row, 0).top()).rgb(), colours().base.rgb()); // and none beside it
    }
}

void TestUicommonTables::marksTheCurrentRowWithABar_data()
{
    QTest::addColumn<Theme>("theme");
    QTest::newRow("light") << Theme::Light;
    QTest::newRow("dark") << Theme::Dark;
    QTest::newRow("contrast") << Theme::HighContrast;
}

void TestUicommonTables::marksTheCurrentRowWithABar()
{
    QFETCH(const Theme, theme);
    applyTheme(*qApp, theme);
    Table table;
    table.view.selectAll();
    table.view.selectionModel()->setCurrentIndex(table.model.index(1, 0), QItemSelectionModel::NoUpdate);
    const QImage picture = table.picture();
    const int middle = table.cell(1, 0).center().y();
    const QColor bar = picture.pixelColor(1, middle);
    QCOMPARE(
        picture.pixelColor(4, middle), picture.pixelColor(4, table.cell(0, 0).center().y())); // the ground is the same
    QCOMPARE(picture.pixelColor(1, table.cell(0, 0).center().y()), picture.pixelColor(4, middle)); // no bar elsewhere
    QVERIFY(bar != picture.pixelColor(4, middle));
}

void TestUicommonTables::paintsStatesAsChips()
{
    Table table;
    const QRect cell = table.cell(1, 2).adjusted(0, 0, 0, -1);
    const auto [first, last] = inkColumns(table.picture(), cell, colours().base);
    const QSize size = chipSize({Tone::Active, u"Active"_s});
    QCOMPARE(first, cell.left() + 8);
    QVERIFY(std::abs(last - first + 1 - size.width()) <= 1);
}

void TestUicommonTables::paintsTones_data()
{
    QTest::addColumn<TextTone>("tone");
    QTest::addColumn<QColor>("colour");
    const Colours light = coloursFor(Theme::Light);
    QTest::newRow("normal") << TextTone::Normal << light.text;
    QTest::newRow("muted") << TextTone::Muted << light.text2;
    QTest::newRow("muted italic") << TextTone::MutedItalic << light.text2;
    QTest::newRow("warning") << TextTone::Warning << light.warning.text;
}

void TestUicommonTables::paintsTones()
{
    QFETCH(const TextTone, tone);
    QFETCH(const QColor, colour);
    Table table;
    table.model.item(1, 0)->setText(QString(6, QChar(0x2588))); // full blocks, so that there is a plain colour to see
    table.model.item(1, 0)->setData(static_cast<int>(tone), owb::tables::ToneRole);
    const QRect cell = table.cell(1, 0);
    QCOMPARE(table.picture().pixelColor(cell.left() + 40, cell.center().y()).rgb(), colour.rgb());
}

void TestUicommonTables::hasEveryIconItBrings()
{
    const QStringList files =
        QDir(QStringLiteral(OWB_SOURCE_DIR "/resources/icons")).entryList({u"*.svg"_s}, QDir::Files);
    QVERIFY(files.size() > 30);
    for (const QString& file : files) {
        const QString name = file.chopped(4);
        const QImage image = iconPixmap(name, 16, Qt::red).toImage();
        QVERIFY2(QFile::exists(u":/icons/"_s + file), qPrintable(name));
        QVERIFY2(!image.allGray(), qPrintable(name)); // something red was drawn
    }
}

void TestUicommonTables::drawsIconsSharply()
{
    const QPixmap twice = icon(u"plus"_s).pixmap(QSize(16, 16), 2.0);
    QCOMPARE(twice.size(), QSize(32, 32));
    QCOMPARE(iconPixmap(u"plus"_s, 16, Qt::red, 2.0).size(), QSize(32, 32));
    QCOMPARE(iconPixmap(u"plus"_s, 16, Qt::red, 2.0).devicePixelRatio(), 2.0);
}

QTEST_MAIN(TestUicommonTables)
#include "tst_uicommon_tables.moc"
