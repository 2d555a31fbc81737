class Kernel(Module):
  __parameters__ = []
  __buffers__ = []
${include transformer_block}
${include vit_embedding}
  # a block of which only the class token is wanted: one query, and one row of all that follows
  def class_block(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    i: int,
    heads: int) -> Tensor:
    n = torch.size(x, 0)
    width = torch.size(x, 2)
    size = torch.floordiv(width, heads)
    y = torch.layer_norm(x, [width], w[i], w[i + 1], 1e-06)
    first = torch.narrow(y, 1, 0, 1)
    query = (self).dense(first, torch.narrow(w[i + 2], 0, 0, width), torch.narrow(w[i + 3], 0, 0, width))
    query = torch.transpose(torch.view(query, [n, 1, heads, size]), 1, 2)
    y = (self).dense(y, torch.narrow(w[i + 2], 0, width, 2 * width), torch.narrow(w[i + 3], 0, width, 2 * width))
    y = torch.permute(torch.view(y, [n, torch.size(x, 1), 2, heads, size]), [2, 0, 3, 1, 4])
    y = (self).attend(query, torch.select(y, 0, 0), torch.select(y, 0, 1))
    one = torch.add(torch.narrow(x, 1, 0, 1), (self).dense(y, w[i + 4], w[i + 5]))
    return (self).expand(one, w, i)
  def forward(self: __torch__.Kernel,
    x: Tensor,
    w: List[Tensor],
    settings: Tensor) -> List[Tensor]:
    y = (self).patches(x, w)
    n = torch.size(y, 0)
    width = torch.size(y, 1)
    rows = torch.size(y, 2)
    columns = torch.size(y, 3)
    places = (self).positions(w, rows, columns)
    y = torch.transpose(torch.flatten(y, 2), 1, 2)
    y = torch.add(y, torch.slice(places, 1, 1, 9223372036854775807))
    y = (self).classed(y, w, places)
    depth = ${depth}
    mapped = bool(settings[1])
    taken = annotate(List[int], ${taken})
    maps = annotate(List[Tensor], [])
    for i in range(depth):
      if mapped or i < depth - 1:
        y = (self).block(y, w, 4 + 12 * i, ${heads})
      else:
        y = (self).class_block(y, w, 4 + 12 * i, ${heads})
      for k in range(4):
        if mapped and taken[k] == i + 1:
          map = torch.transpose(torch.slice(y, 1, 1, 9223372036854775807), 1, 2)
          torch.append(maps, torch.view(map, [n, width, rows, columns]))
    end = 4 + 12 * depth
    pooled = torch.layer_norm(torch.select(y, 1, 0), [width], w[end], w[end + 1], 1e-06)
    results = [pooled]
    for k in range(torch.len(maps)):
      torch.append(results, maps[k])
    return results
